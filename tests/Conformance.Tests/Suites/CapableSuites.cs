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

public sealed class CapableArray(CapableHarness harness) : ArrayConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableTaskTable(CapableHarness harness) : TaskTableConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableProviderContract(CapableHarness harness) : ProviderContractConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableCapability(CapableHarness harness) : CapabilityConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableRefusal(CapableHarness harness) : RefusalConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableDependency(CapableHarness harness) : DependencyConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableDependencyNames(CapableHarness harness) : DependencyNamesConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableIndexDependency(CapableHarness harness) : IndexDependencyConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableDiagnosis(CapableHarness harness) : DiagnosisConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableFailure(CapableHarness harness) : FailureConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableTimeout(CapableHarness harness) : TimeoutConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableHeldJob(CapableHarness harness) : HeldJobConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableLifeCycle(CapableHarness harness) : LifeCycleConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableStateOrder(CapableHarness harness) : StateOrderConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableListing(CapableHarness harness) : ListingConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapablePaging(CapableHarness harness) : PagingConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableMount(CapableHarness harness) : MountConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableLogReading(CapableHarness harness) : LogReadingConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableOutput(CapableHarness harness) : OutputConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapablePlan(CapableHarness harness) : PlanConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableDefinition(CapableHarness harness) : DefinitionConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableEnvironment(CapableHarness harness) : EnvironmentConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableQueue(CapableHarness harness) : QueueConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableRestart(CapableHarness harness) : RestartConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableRetry(CapableHarness harness) : RetryConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableRetryRule(CapableHarness harness) : RetryRuleConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableSecret(CapableHarness harness) : SecretConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableSettling(CapableHarness harness) : SettlingConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableReference(CapableHarness harness) : ReferenceConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableSharing(CapableHarness harness) : SharingConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableStop(CapableHarness harness) : StopConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableArgument(CapableHarness harness) : ArgumentConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableEnvironmentVariable(CapableHarness harness) : EnvironmentVariableConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableRuntimeVariable(CapableHarness harness) : RuntimeVariableConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableScript(CapableHarness harness) : ScriptConformance(harness), IClassFixture<CapableHarness>;

public sealed class CapableStandardInput(CapableHarness harness) : StandardInputConformance(harness), IClassFixture<CapableHarness>;
