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

namespace MultiBatch.Providers.Google.Tests.Conformance;

public sealed class GoogleArgument(GoogleHarness harness) : ArgumentConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleArray(GoogleHarness harness) : ArrayConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleCapability(GoogleHarness harness) : CapabilityConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleDefinition(GoogleHarness harness) : DefinitionConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleDependency(GoogleHarness harness) : DependencyConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleDependencyNames(GoogleHarness harness) : DependencyNamesConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleDiagnosis(GoogleHarness harness) : DiagnosisConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleEnvironment(GoogleHarness harness) : EnvironmentConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleEnvironmentVariable(GoogleHarness harness) : EnvironmentVariableConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleFailure(GoogleHarness harness) : FailureConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleHeldJob(GoogleHarness harness) : HeldJobConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleIndexDependency(GoogleHarness harness) : IndexDependencyConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleLifeCycle(GoogleHarness harness) : LifeCycleConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleListing(GoogleHarness harness) : ListingConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleLogReading(GoogleHarness harness) : LogReadingConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleMount(GoogleHarness harness) : MountConformance(harness), IClassFixture<GoogleHarness>
{
    [SkippableFact]
    public override Task A_task_cannot_write_where_it_may_only_read()
    {
        Skip.If(true, "The emulator runs tasks as processes of this host, and nobody can keep them from writing where their user may write.");
        return Task.CompletedTask;
    }
}

public sealed class GoogleOutput(GoogleHarness harness) : OutputConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GooglePaging(GoogleHarness harness) : PagingConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GooglePlan(GoogleHarness harness) : PlanConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleProviderContract(GoogleHarness harness) : ProviderContractConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleQueue(GoogleHarness harness) : QueueConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleReference(GoogleHarness harness) : ReferenceConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleRefusal(GoogleHarness harness) : RefusalConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleRestart(GoogleHarness harness) : RestartConformance(harness), IClassFixture<GoogleHarness>
{
    [SkippableFact]
    public override Task Dependents_wait_again_or_are_named()
    {
        Skip.If(true, "The service does not tell which jobs waited for another one, so a restart does not name them.");
        return Task.CompletedTask;
    }
}

public sealed class GoogleRetry(GoogleHarness harness) : RetryConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleRetryRule(GoogleHarness harness) : RetryRuleConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleRuntimeVariable(GoogleHarness harness) : RuntimeVariableConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleScript(GoogleHarness harness) : ScriptConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleSecret(GoogleHarness harness) : SecretConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleSettling(GoogleHarness harness) : SettlingConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleSharing(GoogleHarness harness) : SharingConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleStandardInput(GoogleHarness harness) : StandardInputConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleStateOrder(GoogleHarness harness) : StateOrderConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleStop(GoogleHarness harness) : StopConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleTaskTable(GoogleHarness harness) : TaskTableConformance(harness), IClassFixture<GoogleHarness>;

public sealed class GoogleTimeout(GoogleHarness harness) : TimeoutConformance(harness), IClassFixture<GoogleHarness>;
