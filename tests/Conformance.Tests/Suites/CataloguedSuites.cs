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

public sealed class CataloguedArray(CataloguedHarness harness) : ArrayConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedTaskTable(CataloguedHarness harness) : TaskTableConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedProviderContract(CataloguedHarness harness) : ProviderContractConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedCapability(CataloguedHarness harness) : CapabilityConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedRefusal(CataloguedHarness harness) : RefusalConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedDependency(CataloguedHarness harness) : DependencyConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedDependencyNames(CataloguedHarness harness) : DependencyNamesConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedIndexDependency(CataloguedHarness harness) : IndexDependencyConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedDiagnosis(CataloguedHarness harness) : DiagnosisConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedFailure(CataloguedHarness harness) : FailureConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedTimeout(CataloguedHarness harness) : TimeoutConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedHeldJob(CataloguedHarness harness) : HeldJobConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedLifeCycle(CataloguedHarness harness) : LifeCycleConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedStateOrder(CataloguedHarness harness) : StateOrderConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedListing(CataloguedHarness harness) : ListingConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedPaging(CataloguedHarness harness) : PagingConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedMount(CataloguedHarness harness) : MountConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedLogReading(CataloguedHarness harness) : LogReadingConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedOutput(CataloguedHarness harness) : OutputConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedPlan(CataloguedHarness harness) : PlanConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedDefinition(CataloguedHarness harness) : DefinitionConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedEnvironment(CataloguedHarness harness) : EnvironmentConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedQueue(CataloguedHarness harness) : QueueConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedRestart(CataloguedHarness harness) : RestartConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedRetry(CataloguedHarness harness) : RetryConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedRetryRule(CataloguedHarness harness) : RetryRuleConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedSecret(CataloguedHarness harness) : SecretConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedSettling(CataloguedHarness harness) : SettlingConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedReference(CataloguedHarness harness) : ReferenceConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedSharing(CataloguedHarness harness) : SharingConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedStop(CataloguedHarness harness) : StopConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedArgument(CataloguedHarness harness) : ArgumentConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedEnvironmentVariable(CataloguedHarness harness) : EnvironmentVariableConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedRuntimeVariable(CataloguedHarness harness) : RuntimeVariableConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedScript(CataloguedHarness harness) : ScriptConformance(harness), IClassFixture<CataloguedHarness>;

public sealed class CataloguedStandardInput(CataloguedHarness harness) : StandardInputConformance(harness), IClassFixture<CataloguedHarness>;
