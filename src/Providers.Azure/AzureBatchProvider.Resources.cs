using System.Text.Json;
using MultiBatch.Diagnosis;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Providers.Azure.Wire.Pools;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Azure;

/// <content>Environments, queues, restarts and diagnosis.</content>
public sealed partial class AzureBatchProvider
{
    /// <inheritdoc/>
    public async ValueTask<ResourcePlan> PlanEnvironmentAsync(ComputeEnvironmentSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        cancellationToken.ThrowIfCancellationRequested();
        var isConnected = mode == PlanMode.Connected;
        var current = update && isConnected ? (await _operations.Environments.FindAsync(spec.Name, cancellationToken).ConfigureAwait(false))?.Spec : null;
        var images = !update && isConnected ? await _operations.Environments.GetImagesAsync(cancellationToken).ConfigureAwait(false) : null;
        var planner = new EnvironmentPlanner(spec, current, update, _options, images, _clock.GetUtcNow());
        return new ResourcePlan(planner.Plan(), [update
            ? new NativeRequest($"PATCH /pools/{spec.Name}", JsonSerializer.Serialize(new PoolPatchRequest { Metadata = planner.WriteMetadata() }, AzureWireJson.Instance.PoolPatchRequest))
            : new NativeRequest("POST /pools", JsonSerializer.Serialize(WithoutSecrets(planner.Create()), AzureWireJson.Instance.PoolAddRequest))]);
    }

    /// <inheritdoc/>
    public Task<ComputeEnvironment> CreateEnvironmentAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        return _operations.Environments.CreateAsync(spec, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ComputeEnvironment> UpdateEnvironmentAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);

        return _operations.Environments.UpdateAsync(changes, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteEnvironmentAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        return _operations.Environments.DeleteAsync(name, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ComputeEnvironment?> FindEnvironmentAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        return _operations.Environments.FindAsync(name, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Page<ComputeEnvironment>> ListEnvironmentsAsync(string? continuationToken, CancellationToken cancellationToken) =>
        _operations.Environments.ListAsync(continuationToken, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ResourcePlan> PlanQueueAsync(JobQueueSpec spec, bool update, PlanMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        cancellationToken.ThrowIfCancellationRequested();
        var pool = mode == PlanMode.Connected && spec.Environments is { Count: 1 } names
            ? await _operations.Generations.FindPoolAsync(names[0], cancellationToken).ConfigureAwait(false)
            : null;
        var request = update
            ? new NativeRequest($"PATCH /jobs/{GenerationIds.Beginning(spec.Name)}*", JsonSerializer.Serialize(
                new JobPatchRequest { Priority = spec.Priority is { } priority ? QueuePriorities.ToNative(priority) : null, Metadata = QueueMapper.WriteMetadata(spec) },
                AzureWireJson.Instance.JobPatchRequest))
            : new NativeRequest("POST /jobs", JsonSerializer.Serialize(
                QueueMapper.Create(spec with { Environments = spec.Environments is { Count: > 0 } ? spec.Environments : [string.Empty] }, 1), AzureWireJson.Instance.JobAddRequest));
        return new ResourcePlan(QueuePlanner.Plan(spec, update, pool, mode == PlanMode.Offline), [request]);
    }

    /// <inheritdoc/>
    public Task<JobQueue> CreateQueueAsync(JobQueueSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);

        return _operations.Queues.CreateAsync(spec, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JobQueue> UpdateQueueAsync(JobQueueSpec changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);

        return _operations.Queues.UpdateAsync(changes, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteQueueAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        return _operations.Queues.DeleteAsync(name, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JobQueue?> FindQueueAsync(string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);

        return _operations.Queues.FindAsync(name, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Page<JobQueue>> ListQueuesAsync(string? continuationToken, CancellationToken cancellationToken) => _operations.Queues.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<RestartResult> RestartAsync(JobReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        return _operations.Restarter.RestartAsync(reference, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JobDiagnosis> DiagnoseAsync(JobReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reference);

        return _operations.Diagnoser.DiagnoseAsync(reference, cancellationToken);
    }

    // A pool may be given keys of storage and registries; a plan is shown to people.
    private static PoolAddRequest WithoutSecrets(PoolAddRequest pool)
    {
        const string Hidden = "***";
        var machine = pool.VirtualMachineConfiguration;
        return pool with
        {
            UserAccounts = null,
            MountConfiguration = pool.MountConfiguration?.Select(mount => mount with
            {
                AzureBlobFileSystemConfiguration = mount.AzureBlobFileSystemConfiguration is { } blob
                    ? blob with { AccountKey = blob.AccountKey is null ? null : Hidden, SasKey = blob.SasKey is null ? null : Hidden } : null,
                AzureFileShareConfiguration = mount.AzureFileShareConfiguration is { } share ? share with { AccountKey = share.AccountKey is null ? null : Hidden } : null,
                CifsMountConfiguration = mount.CifsMountConfiguration is { } cifs ? cifs with { Password = cifs.Password is null ? null : Hidden } : null,
            }).ToList(),
            VirtualMachineConfiguration = machine?.ContainerConfiguration?.ContainerRegistries is not { } registries ? machine : machine with
            {
                ContainerConfiguration = machine.ContainerConfiguration with
                {
                    ContainerRegistries = registries.Select(registry => registry with { Password = registry.Password is null ? null : Hidden }).ToList(),
                },
            },
        };
    }
}
