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

namespace MultiBatch.Providers.Azure.Tests.Conformance;

public sealed class AzureArgument(AzureHarness harness) : ArgumentConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureArray(AzureHarness harness) : ArrayConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureCapability(AzureHarness harness) : CapabilityConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureDefinition(AzureHarness harness) : DefinitionConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureDependency(AzureHarness harness) : DependencyConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureDependencyNames(AzureHarness harness) : DependencyNamesConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureDiagnosis(AzureHarness harness) : DiagnosisConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureEnvironment(AzureHarness harness) : EnvironmentConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureEnvironmentVariable(AzureHarness harness) : EnvironmentVariableConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureFailure(AzureHarness harness) : FailureConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureHeldJob(AzureHarness harness) : HeldJobConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureIndexDependency(AzureHarness harness) : IndexDependencyConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureLifeCycle(AzureHarness harness) : LifeCycleConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureListing(AzureHarness harness) : ListingConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureLogReading(AzureHarness harness) : LogReadingConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureMount(AzureHarness harness) : MountConformance(harness), IClassFixture<AzureHarness>
{
    [SkippableFact]
    public override Task A_task_cannot_write_where_it_may_only_read()
    {
        Skip.If(true, "The emulator runs tasks as processes of this host, and nobody can keep them from writing where their user may write.");
        return Task.CompletedTask;
    }
}

public sealed class AzureOutput(AzureHarness harness) : OutputConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzurePaging(AzureHarness harness) : PagingConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzurePlan(AzureHarness harness) : PlanConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureProviderContract(AzureHarness harness) : ProviderContractConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureQueue(AzureHarness harness) : QueueConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureReference(AzureHarness harness) : ReferenceConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureRefusal(AzureHarness harness) : RefusalConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureRestart(AzureHarness harness) : RestartConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureRetry(AzureHarness harness) : RetryConformance(harness), IClassFixture<AzureHarness>
{
    [SkippableFact]
    public override Task A_machine_that_is_taken_back_ends_an_attempt_and_not_the_job()
    {
        Skip.If(true, "The nodes of the suites are bought on demand, and nobody takes those back.");
        return Task.CompletedTask;
    }
}

public sealed class AzureRetryRule(AzureHarness harness) : RetryRuleConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureRuntimeVariable(AzureHarness harness) : RuntimeVariableConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureScript(AzureHarness harness) : ScriptConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureSecret(AzureHarness harness) : SecretConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureSettling(AzureHarness harness) : SettlingConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureSharing(AzureHarness harness) : SharingConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureStandardInput(AzureHarness harness) : StandardInputConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureStateOrder(AzureHarness harness) : StateOrderConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureStop(AzureHarness harness) : StopConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureTaskTable(AzureHarness harness) : TaskTableConformance(harness), IClassFixture<AzureHarness>;

public sealed class AzureTimeout(AzureClockHarness harness) : TimeoutConformance(harness), IClassFixture<AzureClockHarness>;
