using MultiBatch.Definitions;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Queues;
using MultiBatch.TestSupport.InMemory.Planning;

namespace MultiBatch.TestSupport.InMemory;

/// <content>The optional interfaces; <see cref="GetService"/> shows those that the service is set to have.</content>
public sealed partial class InMemoryBatchProvider : IEnvironmentProvider, IQueueProvider, IDefinitionProvider, IRestartProvider, IJobSpecProvider, IDiagnosisProvider
{
    public ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken) =>
        new(ResourcePlanner.Plan(service.Options, spec));

    public Task<ComputeEnvironment> CreateEnvironmentAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken) =>
        service.CallAsync("CreateEnvironment", 1, () => service.CreateEnvironment(spec), cancellationToken);

    public Task<ComputeEnvironment> UpdateEnvironmentAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken) =>
        service.CallAsync("UpdateEnvironment", 1, () => service.UpdateEnvironment(changes), cancellationToken);

    public Task DeleteEnvironmentAsync(string name, CancellationToken cancellationToken) =>
        service.CallAsync("DeleteEnvironment", 1, () => service.DeleteEnvironment(name), cancellationToken);

    public Task<ComputeEnvironment?> FindEnvironmentAsync(string name, CancellationToken cancellationToken) =>
        service.CallAsync("FindEnvironment", 1, () => service.FindEnvironment(name), cancellationToken);

    public Task<Page<ComputeEnvironment>> ListEnvironmentsAsync(string? continuationToken, CancellationToken cancellationToken) =>
        service.CallAsync("ListEnvironments", 1, () => service.ListEnvironments(continuationToken), cancellationToken);

    public ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        var keepsThem = GetService(typeof(IQueueProvider)) is not null && mode == PlanMode.Connected;
        return new(ResourcePlanner.Plan(service.Options, spec, keepsThem ? service.HasEnvironment : null));
    }

    public Task<JobQueue> CreateQueueAsync(JobQueueSpec spec, CancellationToken cancellationToken) =>
        service.CallAsync("CreateQueue", 1, () => service.CreateQueue(spec), cancellationToken);

    public Task<JobQueue> UpdateQueueAsync(JobQueueSpec changes, CancellationToken cancellationToken) =>
        service.CallAsync("UpdateQueue", 1, () => service.UpdateQueue(changes), cancellationToken);

    public Task DeleteQueueAsync(string name, CancellationToken cancellationToken) =>
        service.CallAsync("DeleteQueue", 1, () => service.DeleteQueue(name), cancellationToken);

    public Task<JobQueue?> FindQueueAsync(string name, CancellationToken cancellationToken) =>
        service.CallAsync("FindQueue", 1, () => service.FindQueue(name), cancellationToken);

    public Task<Page<JobQueue>> ListQueuesAsync(string? continuationToken, CancellationToken cancellationToken) =>
        service.CallAsync("ListQueues", 1, () => service.ListQueues(continuationToken), cancellationToken);

    public Task<JobDefinition> RegisterDefinitionAsync(JobDefinitionSpec spec, CancellationToken cancellationToken) =>
        service.CallAsync("RegisterDefinition", 1, () => service.RegisterDefinition(spec), cancellationToken);

    public Task DeregisterDefinitionAsync(string name, int revision, CancellationToken cancellationToken) =>
        service.CallAsync("DeregisterDefinition", 1, () => service.DeregisterDefinition(name, revision), cancellationToken);

    public Task<JobDefinition?> FindDefinitionAsync(JobDefinitionReference reference, CancellationToken cancellationToken) =>
        service.CallAsync("FindDefinition", 1, () => service.FindDefinition(reference), cancellationToken);

    public Task<Page<JobDefinition>> ListDefinitionsAsync(string? name, string? continuationToken, CancellationToken cancellationToken) =>
        service.CallAsync("ListDefinitions", 1, () => service.ListDefinitions(name, continuationToken), cancellationToken);

    public Task<RestartResult> RestartAsync(JobReference reference, CancellationToken cancellationToken) =>
        service.CallAsync("Restart", 1, () => service.Restart(reference), cancellationToken);

    public Task<JobSpec?> FindJobSpecAsync(JobReference reference, CancellationToken cancellationToken) =>
        service.CallAsync("FindJobSpec", 1, () => service.FindSpec(reference), cancellationToken);

    public Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken) =>
        service.CallAsync("Diagnose", 1, () => service.Diagnose(reference), cancellationToken);
}
