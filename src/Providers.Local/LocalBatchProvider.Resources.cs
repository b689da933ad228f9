using MultiBatch.Definitions;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Planning;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local;

/// <content>Environments, queues, definitions, restarts and diagnosis.</content>
public sealed partial class LocalBatchProvider
{
    /// <inheritdoc/>
    public ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        return new ValueTask<ResourcePlan>(new ResourcePlan(
            EnvironmentPlanner.Plan(spec, update, MachineProbe.Look()),
            [new NativeRequest(update ? "local update environment" : "local create environment", null)]));
    }

    /// <inheritdoc/>
    public Task<ComputeEnvironment> CreateEnvironmentAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken) =>
        PutEnvironmentAsync(spec, isUpdate: false, cancellationToken);

    /// <inheritdoc/>
    public Task<ComputeEnvironment> UpdateEnvironmentAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken) =>
        PutEnvironmentAsync(changes, isUpdate: true, cancellationToken);

    /// <inheritdoc/>
    public async Task DeleteEnvironmentAsync(string name, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        await engine.DeleteEnvironmentAsync(new NameRequest { Name = name }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ComputeEnvironment?> FindEnvironmentAsync(string name, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var reply = await engine.ListEnvironmentsAsync(new ListRequest { Name = name }, cancellationToken).ConfigureAwait(false);
        return reply.Items.Count > 0 ? reply.Items[0] : null;
    }

    /// <inheritdoc/>
    public async Task<Page<ComputeEnvironment>> ListEnvironmentsAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var reply = await engine.ListEnvironmentsAsync(new ListRequest { ContinuationToken = continuationToken }, cancellationToken).ConfigureAwait(false);
        return new Page<ComputeEnvironment>(reply.Items, reply.ContinuationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        IReadOnlyList<string>? environments = null;
        if (mode == PlanMode.Connected)
        {
            var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
            var reply = await engine.ListEnvironmentsAsync(new ListRequest(), cancellationToken).ConfigureAwait(false);
            environments = reply.Items.Select(environment => environment.Name).ToList();
        }

        return new ResourcePlan(
            QueuePlanner.Plan(spec, update, environments),
            [new NativeRequest(update ? "local update queue" : "local create queue", null)]);
    }

    /// <inheritdoc/>
    public Task<JobQueue> CreateQueueAsync(JobQueueSpec spec, CancellationToken cancellationToken) => PutQueueAsync(spec, isUpdate: false, cancellationToken);

    /// <inheritdoc/>
    public Task<JobQueue> UpdateQueueAsync(JobQueueSpec changes, CancellationToken cancellationToken) => PutQueueAsync(changes, isUpdate: true, cancellationToken);

    /// <inheritdoc/>
    public async Task DeleteQueueAsync(string name, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        await engine.DeleteQueueAsync(new NameRequest { Name = name }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JobQueue?> FindQueueAsync(string name, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var reply = await engine.ListQueuesAsync(new ListRequest { Name = name }, cancellationToken).ConfigureAwait(false);
        return reply.Items.Count > 0 ? reply.Items[0] : null;
    }

    /// <inheritdoc/>
    public async Task<Page<JobQueue>> ListQueuesAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var reply = await engine.ListQueuesAsync(new ListRequest { ContinuationToken = continuationToken }, cancellationToken).ConfigureAwait(false);
        return new Page<JobQueue>(reply.Items, reply.ContinuationToken);
    }

    /// <inheritdoc/>
    public async Task<JobDefinition> RegisterDefinitionAsync(JobDefinitionSpec spec, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return await engine.RegisterDefinitionAsync(new RegisterDefinitionRequest { Spec = spec }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeregisterDefinitionAsync(string name, int revision, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        await engine.DeregisterDefinitionAsync(new DefinitionRequest { Name = name, Revision = revision }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JobDefinition?> FindDefinitionAsync(JobDefinitionReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var request = new DefinitionRequest { Name = reference.Name, Revision = reference.Revision };
        return (await engine.FindDefinitionAsync(request, cancellationToken).ConfigureAwait(false)).Definition;
    }

    /// <inheritdoc/>
    public async Task<Page<JobDefinition>> ListDefinitionsAsync(string? name, string? continuationToken, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var reply = await engine.ListDefinitionsAsync(new ListRequest { Name = name, ContinuationToken = continuationToken }, cancellationToken).ConfigureAwait(false);
        return new Page<JobDefinition>(reply.Items, reply.ContinuationToken);
    }

    /// <inheritdoc/>
    public async Task<RestartResult> RestartAsync(JobReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var sources = await engine.GetSecretSourcesAsync(new SecretSourcesRequest { Reference = reference }, cancellationToken).ConfigureAwait(false);
        var reply = await engine.RestartAsync(
            new RestartRequest { Reference = reference, SecretValues = sources.Sources.Count > 0 ? ReadVariables(sources.Sources) : null },
            cancellationToken).ConfigureAwait(false);
        return new RestartResult
        {
            Job = reply.Job,
            Indexes = reply.Indexes,
            RevivedDependents = reply.RevivedDependents,
            DependentsNotRevived = reply.DependentsNotRevived,
        };
    }

    /// <inheritdoc/>
    public async Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return await engine.DiagnoseAsync(new DiagnoseRequest { Reference = reference }, cancellationToken).ConfigureAwait(false);
    }

    private static void ThrowIfRejected(ResourcePlan plan, string name)
    {
        if (plan.Dispositions.FirstOrDefault(disposition => disposition.Kind == DispositionKind.Rejected) is { } rejected)
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, rejected.ToString()) { Provider = LocalProviderName.Value, Resource = name };
        }
    }

    private async Task<ComputeEnvironment> PutEnvironmentAsync(ComputeEnvironmentSpec spec, bool isUpdate, CancellationToken cancellationToken)
    {
        ThrowIfRejected(await PlanEnvironmentAsync(spec, isUpdate, PlanMode.Connected, cancellationToken).ConfigureAwait(false), spec.Name);
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return await engine.PutEnvironmentAsync(new PutEnvironmentRequest { Spec = spec, IsUpdate = isUpdate }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JobQueue> PutQueueAsync(JobQueueSpec spec, bool isUpdate, CancellationToken cancellationToken)
    {
        // Whether its environments are there is the engine's to say: they may go between a plan and the change.
        ThrowIfRejected(await PlanQueueAsync(spec, isUpdate, PlanMode.Offline, cancellationToken).ConfigureAwait(false), spec.Name);
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return await engine.PutQueueAsync(new PutQueueRequest { Spec = spec, IsUpdate = isUpdate }, cancellationToken).ConfigureAwait(false);
    }
}
