#if !TESTING_NETSTANDARD_BUILD
// One build is enough for the launch path; the suites themselves run on both.
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

namespace MultiBatch.Providers.Local.Tests.Conformance;

public sealed class PortableArgument(PortableHarness harness) : ArgumentConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableArray(PortableHarness harness) : ArrayConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableCapability(PortableHarness harness) : CapabilityConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableDefinition(PortableHarness harness) : DefinitionConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableDependency(PortableHarness harness) : DependencyConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableDependencyNames(PortableHarness harness) : DependencyNamesConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableDiagnosis(PortableHarness harness) : DiagnosisConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableEnvironment(PortableHarness harness) : EnvironmentConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableEnvironmentVariable(PortableHarness harness) : EnvironmentVariableConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableFailure(PortableHarness harness) : FailureConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableHeldJob(PortableHarness harness) : HeldJobConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableIndexDependency(PortableHarness harness) : IndexDependencyConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableLifeCycle(PortableHarness harness) : LifeCycleConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableListing(PortableHarness harness) : ListingConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableLogReading(PortableHarness harness) : LogReadingConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableMount(PortableHarness harness) : MountConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableOutput(PortableHarness harness) : OutputConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortablePaging(PortableHarness harness) : PagingConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortablePlan(PortableHarness harness) : PlanConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableProviderContract(PortableHarness harness) : ProviderContractConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableQueue(PortableHarness harness) : QueueConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableReference(PortableHarness harness) : ReferenceConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableRefusal(PortableHarness harness) : RefusalConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableRestart(PortableHarness harness) : RestartConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableRetry(PortableHarness harness) : RetryConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableRetryRule(PortableHarness harness) : RetryRuleConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableRuntimeVariable(PortableHarness harness) : RuntimeVariableConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableScript(PortableHarness harness) : ScriptConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableSecret(PortableHarness harness) : SecretConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableSettling(PortableHarness harness) : SettlingConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableSharing(PortableHarness harness) : SharingConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableStandardInput(PortableHarness harness) : StandardInputConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableStateOrder(PortableHarness harness) : StateOrderConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableStop(PortableHarness harness) : StopConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableTaskTable(PortableHarness harness) : TaskTableConformance(harness), IClassFixture<PortableHarness>;

public sealed class PortableTimeout(PortableHarness harness) : TimeoutConformance(harness), IClassFixture<PortableHarness>;
#endif
