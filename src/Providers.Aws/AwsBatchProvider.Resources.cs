using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Aws;

/// <content>Environments, queues, definitions, diagnosis, dependents and what jobs were submitted as.</content>
public sealed partial class AwsBatchProvider
{
    /// <inheritdoc/>
    public async ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        ComputeEnvironmentSpec? current = null;
        if (update && mode == PlanMode.Connected)
        {
            var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
            current = (await operations.Environments.FindAsync(spec.Name, cancellationToken).ConfigureAwait(false))?.Spec;
        }

        var planner = new EnvironmentPlanner(spec, current, update, _options);
        return new ResourcePlan(planner.Plan(), [update
            ? new NativeRequest("POST /v1/updatecomputeenvironment", JsonSerializer.Serialize(planner.Update(), BatchWireJson.Instance.UpdateComputeEnvironmentRequest))
            : new NativeRequest("POST /v1/createcomputeenvironment", JsonSerializer.Serialize(planner.Create(), BatchWireJson.Instance.CreateComputeEnvironmentRequest))]);
    }

    /// <inheritdoc/>
    public async Task<ComputeEnvironment> CreateEnvironmentAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Environments.CreateAsync(spec, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ComputeEnvironment> UpdateEnvironmentAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        operations.QueueFacts.Forget();
        return await operations.Environments.UpdateAsync(changes, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeleteEnvironmentAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        operations.QueueFacts.Forget();
        await operations.Environments.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ComputeEnvironment?> FindEnvironmentAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Environments.FindAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Page<ComputeEnvironment>> ListEnvironmentsAsync(string? continuationToken, CancellationToken cancellationToken) =>
        await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Environments.ListAsync(continuationToken, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        IReadOnlyList<EnvironmentFacts>? environments = null;
        if (mode == PlanMode.Connected && spec.Environments is { } names)
        {
            var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
            environments = await operations.Environments.GetFactsAsync(names, cancellationToken).ConfigureAwait(false);
        }

        return new ResourcePlan(QueuePlanner.Plan(spec, update, environments), [update
            ? new NativeRequest("POST /v1/updatejobqueue", JsonSerializer.Serialize(QueueMapper.Update(spec), BatchWireJson.Instance.UpdateJobQueueRequest))
            : new NativeRequest("POST /v1/createjobqueue", JsonSerializer.Serialize(QueueMapper.Create(spec), BatchWireJson.Instance.CreateJobQueueRequest))]);
    }

    /// <inheritdoc/>
    public async Task<JobQueue> CreateQueueAsync(JobQueueSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Queues.CreateAsync(spec, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JobQueue> UpdateQueueAsync(JobQueueSpec changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Queues.UpdateAsync(changes, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeleteQueueAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Queues.DeleteAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JobQueue?> FindQueueAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Queues.FindAsync(name, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Page<JobQueue>> ListQueuesAsync(string? continuationToken, CancellationToken cancellationToken) =>
        await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Queues.ListAsync(continuationToken, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<JobDefinition> RegisterDefinitionAsync(JobDefinitionSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Definitions.RegisterAsync(spec, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeregisterDefinitionAsync(string name, int revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Definitions.DeregisterAsync(name, revision, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JobDefinition?> FindDefinitionAsync(JobDefinitionReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Definitions.FindAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Page<JobDefinition>> ListDefinitionsAsync(string? name, string? continuationToken, CancellationToken cancellationToken) =>
        await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Definitions.ListAsync(name, continuationToken, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Diagnoser.DiagnoseAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobReference>> FindCancelledDependentsAsync(JobReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        return await (await OperationsAsync(cancellationToken).ConfigureAwait(false)).Dependents.FindAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JobSpec?> FindJobSpecAsync(JobReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        var operations = await OperationsAsync(cancellationToken).ConfigureAwait(false);
        var id = reference.Parent.Id;
        if (!(await operations.Reader.Describer.DescribeAsync([id], cancellationToken).ConfigureAwait(false)).TryGetValue(id, out var job))
        {
            throw new BatchException(BatchErrorCode.NotFound, $"AWS Batch knows no job {reference}; it keeps ended jobs for some days only.")
            {
                Provider = AwsProviderName.Value, Resource = reference.ToString(),
            };
        }

        // A job of ours that carries no spec was too large for it; what the service knows of it is not all.
        return SpecArchive.Read(job.Detail.Parameters)
            ?? (JobShape.Of(job.Detail).Parts > 1 || Prelude.IsUsedBy(job.Detail.Container?.Command) ? null : SpecMapper.From(job.Detail));
    }
}
