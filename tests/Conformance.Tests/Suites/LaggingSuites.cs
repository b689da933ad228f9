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

public sealed class LaggingArray(LaggingHarness harness) : ArrayConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingTaskTable(LaggingHarness harness) : TaskTableConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingProviderContract(LaggingHarness harness) : ProviderContractConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingCapability(LaggingHarness harness) : CapabilityConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingRefusal(LaggingHarness harness) : RefusalConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingDependency(LaggingHarness harness) : DependencyConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingDependencyNames(LaggingHarness harness) : DependencyNamesConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingIndexDependency(LaggingHarness harness) : IndexDependencyConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingDiagnosis(LaggingHarness harness) : DiagnosisConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingFailure(LaggingHarness harness) : FailureConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingTimeout(LaggingHarness harness) : TimeoutConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingHeldJob(LaggingHarness harness) : HeldJobConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingLifeCycle(LaggingHarness harness) : LifeCycleConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingStateOrder(LaggingHarness harness) : StateOrderConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingListing(LaggingHarness harness) : ListingConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingPaging(LaggingHarness harness) : PagingConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingMount(LaggingHarness harness) : MountConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingLogReading(LaggingHarness harness) : LogReadingConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingOutput(LaggingHarness harness) : OutputConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingPlan(LaggingHarness harness) : PlanConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingDefinition(LaggingHarness harness) : DefinitionConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingEnvironment(LaggingHarness harness) : EnvironmentConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingQueue(LaggingHarness harness) : QueueConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingRestart(LaggingHarness harness) : RestartConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingRetry(LaggingHarness harness) : RetryConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingRetryRule(LaggingHarness harness) : RetryRuleConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingSecret(LaggingHarness harness) : SecretConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingSettling(LaggingHarness harness) : SettlingConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingReference(LaggingHarness harness) : ReferenceConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingSharing(LaggingHarness harness) : SharingConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingStop(LaggingHarness harness) : StopConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingArgument(LaggingHarness harness) : ArgumentConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingEnvironmentVariable(LaggingHarness harness) : EnvironmentVariableConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingRuntimeVariable(LaggingHarness harness) : RuntimeVariableConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingScript(LaggingHarness harness) : ScriptConformance(harness), IClassFixture<LaggingHarness>;

public sealed class LaggingStandardInput(LaggingHarness harness) : StandardInputConformance(harness), IClassFixture<LaggingHarness>;
