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

namespace MultiBatch.Providers.Aws.Tests.Conformance;

public sealed class AwsArgument(AwsHarness harness) : ArgumentConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsArray(AwsHarness harness) : ArrayConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsCapability(AwsHarness harness) : CapabilityConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsDefinition(AwsHarness harness) : DefinitionConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsDependency(AwsHarness harness) : DependencyConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsDependencyNames(AwsHarness harness) : DependencyNamesConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsDiagnosis(AwsHarness harness) : DiagnosisConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsEnvironment(AwsHarness harness) : EnvironmentConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsEnvironmentVariable(AwsHarness harness) : EnvironmentVariableConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsFailure(AwsHarness harness) : FailureConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsHeldJob(AwsHarness harness) : HeldJobConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsIndexDependency(AwsHarness harness) : IndexDependencyConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsLifeCycle(AwsHarness harness) : LifeCycleConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsListing(AwsHarness harness) : ListingConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsLogReading(AwsHarness harness) : LogReadingConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsMount(AwsHarness harness) : MountConformance(harness), IClassFixture<AwsHarness>
{
    [SkippableFact]
    public override Task A_task_cannot_write_where_it_may_only_read()
    {
        Skip.If(true, "The emulator runs tasks as processes of this host, and nobody can keep them from writing where their user may write.");
        return Task.CompletedTask;
    }
}

public sealed class AwsOutput(AwsHarness harness) : OutputConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsPaging(AwsHarness harness) : PagingConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsPlan(AwsHarness harness) : PlanConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsProviderContract(AwsHarness harness) : ProviderContractConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsQueue(AwsHarness harness) : QueueConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsReference(AwsHarness harness) : ReferenceConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsRefusal(AwsHarness harness) : RefusalConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsRestart(AwsHarness harness) : RestartConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsRetry(AwsHarness harness) : RetryConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsRetryRule(AwsHarness harness) : RetryRuleConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsRuntimeVariable(AwsHarness harness) : RuntimeVariableConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsScript(AwsHarness harness) : ScriptConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsSecret(AwsHarness harness) : SecretConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsSettling(AwsHarness harness) : SettlingConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsSharing(AwsHarness harness) : SharingConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsStandardInput(AwsHarness harness) : StandardInputConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsStateOrder(AwsHarness harness) : StateOrderConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsStop(AwsHarness harness) : StopConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsTaskTable(AwsHarness harness) : TaskTableConformance(harness), IClassFixture<AwsHarness>;

public sealed class AwsTimeout(AwsHarness harness) : TimeoutConformance(harness), IClassFixture<AwsHarness>;
