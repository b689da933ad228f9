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

public sealed class LocalArgument(LocalHarness harness) : ArgumentConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalArray(LocalHarness harness) : ArrayConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalCapability(LocalHarness harness) : CapabilityConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalDefinition(LocalHarness harness) : DefinitionConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalDependency(LocalHarness harness) : DependencyConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalDependencyNames(LocalHarness harness) : DependencyNamesConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalDiagnosis(LocalHarness harness) : DiagnosisConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalEnvironment(LocalHarness harness) : EnvironmentConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalEnvironmentVariable(LocalHarness harness) : EnvironmentVariableConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalFailure(LocalHarness harness) : FailureConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalHeldJob(LocalHarness harness) : HeldJobConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalIndexDependency(LocalHarness harness) : IndexDependencyConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalLifeCycle(LocalHarness harness) : LifeCycleConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalListing(LocalHarness harness) : ListingConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalLogReading(LocalHarness harness) : LogReadingConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalMount(LocalHarness harness) : MountConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalOutput(LocalHarness harness) : OutputConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalPaging(LocalHarness harness) : PagingConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalPlan(LocalHarness harness) : PlanConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalProviderContract(LocalHarness harness) : ProviderContractConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalQueue(LocalHarness harness) : QueueConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalReference(LocalHarness harness) : ReferenceConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalRefusal(LocalHarness harness) : RefusalConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalRestart(LocalHarness harness) : RestartConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalRetry(LocalHarness harness) : RetryConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalRetryRule(LocalHarness harness) : RetryRuleConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalRuntimeVariable(LocalHarness harness) : RuntimeVariableConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalScript(LocalHarness harness) : ScriptConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalSecret(LocalHarness harness) : SecretConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalSettling(LocalHarness harness) : SettlingConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalSharing(LocalHarness harness) : SharingConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalStandardInput(LocalHarness harness) : StandardInputConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalStateOrder(LocalHarness harness) : StateOrderConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalStop(LocalHarness harness) : StopConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalTaskTable(LocalHarness harness) : TaskTableConformance(harness), IClassFixture<LocalHarness>;

public sealed class LocalTimeout(LocalHarness harness) : TimeoutConformance(harness), IClassFixture<LocalHarness>;
