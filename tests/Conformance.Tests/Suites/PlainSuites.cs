using MultiBatch.Conformance.Arrays;
using MultiBatch.Conformance.Contract;
using MultiBatch.Conformance.Declarations;
using MultiBatch.Conformance.Dependencies;
using MultiBatch.Conformance.Diagnosing;
using MultiBatch.Conformance.Failures;
using MultiBatch.Conformance.Held;
using MultiBatch.Conformance.LifeCycle;
using MultiBatch.Conformance.Listing;
using MultiBatch.Conformance.Mounts;
using MultiBatch.Conformance.Output;
using MultiBatch.Conformance.Planning;
using MultiBatch.Conformance.Resources;
using MultiBatch.Conformance.Restarting;
using MultiBatch.Conformance.Retries;
using MultiBatch.Conformance.Secrets;
using MultiBatch.Conformance.Settling;
using MultiBatch.Conformance.Sharing;
using MultiBatch.Conformance.Stopping;
using MultiBatch.Conformance.Tasks;
using MultiBatch.Conformance.Tests.InMemory;

namespace MultiBatch.Conformance.Tests.Suites;

public sealed class PlainArray(PlainHarness harness) : ArrayConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainTaskTable(PlainHarness harness) : TaskTableConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainProviderContract(PlainHarness harness) : ProviderContractConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainCapability(PlainHarness harness) : CapabilityConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainRefusal(PlainHarness harness) : RefusalConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainDependency(PlainHarness harness) : DependencyConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainDependencyNames(PlainHarness harness) : DependencyNamesConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainIndexDependency(PlainHarness harness) : IndexDependencyConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainDiagnosis(PlainHarness harness) : DiagnosisConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainFailure(PlainHarness harness) : FailureConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainTimeout(PlainHarness harness) : TimeoutConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainHeldJob(PlainHarness harness) : HeldJobConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainLifeCycle(PlainHarness harness) : LifeCycleConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainStateOrder(PlainHarness harness) : StateOrderConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainListing(PlainHarness harness) : ListingConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainPaging(PlainHarness harness) : PagingConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainMount(PlainHarness harness) : MountConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainLogReading(PlainHarness harness) : LogReadingConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainOutput(PlainHarness harness) : OutputConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainPlan(PlainHarness harness) : PlanConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainDefinition(PlainHarness harness) : DefinitionConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainEnvironment(PlainHarness harness) : EnvironmentConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainQueue(PlainHarness harness) : QueueConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainRestart(PlainHarness harness) : RestartConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainRetry(PlainHarness harness) : RetryConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainRetryRule(PlainHarness harness) : RetryRuleConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainSecret(PlainHarness harness) : SecretConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainSettling(PlainHarness harness) : SettlingConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainReference(PlainHarness harness) : ReferenceConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainSharing(PlainHarness harness) : SharingConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainStop(PlainHarness harness) : StopConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainArgument(PlainHarness harness) : ArgumentConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainEnvironmentVariable(PlainHarness harness) : EnvironmentVariableConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainRuntimeVariable(PlainHarness harness) : RuntimeVariableConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainScript(PlainHarness harness) : ScriptConformance(harness), IClassFixture<PlainHarness>;

public sealed class PlainStandardInput(PlainHarness harness) : StandardInputConformance(harness), IClassFixture<PlainHarness>;
