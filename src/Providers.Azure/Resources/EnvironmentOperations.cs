using MultiBatch.Environments;
using MultiBatch.Providers.Azure.Errors;
using MultiBatch.Providers.Azure.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Pools;
using MultiBatch.Shared.Paging;
using MultiBatch.Shared.Waiting;

namespace MultiBatch.Providers.Azure.Resources;

/// <summary>Pools. One that is being resized takes no other size: that resize is stopped first.</summary>
internal sealed class EnvironmentOperations
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ImagesLifetime = TimeSpan.FromMinutes(10);

    private readonly IAzureBatchWire _wire;
    private readonly AzureBatchOptions _options;
    private readonly Generations _generations;
    private readonly TimeProvider _clock;
    private readonly ResourcePause _pause;
    private (IReadOnlyList<ImageInformation> Images, long ReadAt)? _images;

    public EnvironmentOperations(IAzureBatchWire wire, AzureBatchOptions options, Generations generations, TimeProvider clock)
    {
        _wire = wire;
        _options = options;
        _generations = generations;
        _clock = clock;
        _pause = new ResourcePause(clock);
    }

    /// <summary>The images that the service supports.</summary>
    public async Task<IReadOnlyList<ImageInformation>> GetImagesAsync(CancellationToken cancellationToken)
    {
        if (_images is { } kept && _clock.GetElapsedTime(kept.ReadAt) < ImagesLifetime)
        {
            return kept.Images;
        }

        var images = new List<ImageInformation>();
        var pages = Pages.ReadAsync(
            (link, token) => _wire.ListSupportedImagesAsync(link is null ? new ReadOptions { MaxResults = AzureLimits.PageSize } : new ReadOptions { NextLink = link }, token),
            page => page.NextLink, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            images.AddRange(page.Value ?? []);
        }

        _images = (images, _clock.GetTimestamp());
        return images;
    }

    public async Task<ComputeEnvironment> CreateAsync(ComputeEnvironmentSpec spec, CancellationToken cancellationToken)
    {
        var images = await GetImagesAsync(cancellationToken).ConfigureAwait(false);
        await _wire.AddPoolAsync(new EnvironmentPlanner(spec, null, isUpdate: false, _options, images, _clock.GetUtcNow()).Create(), cancellationToken).ConfigureAwait(false);
        _generations.Forget();
        return await FindAsync(spec.Name, cancellationToken).ConfigureAwait(false) ?? new ComputeEnvironment { Spec = spec, Status = EnvironmentStatus.Creating };
    }

    public async Task<ComputeEnvironment> UpdateAsync(ComputeEnvironmentSpec changes, CancellationToken cancellationToken)
    {
        var pool = await ReadAsync(changes.Name, cancellationToken).ConfigureAwait(false) ?? throw ResourceErrors.NotFound("environment", changes.Name);
        var before = EnvironmentMapper.Map(pool, null);
        var planner = new EnvironmentPlanner(changes, before.Spec, isUpdate: true, _options, null, _clock.GetUtcNow());
        await _wire.PatchPoolAsync(changes.Name, new PoolPatchRequest { Metadata = planner.WriteMetadata() }, cancellationToken).ConfigureAwait(false);
        if (changes.MaxVCpus is not null || changes.MinVCpus is not null || changes.Enabled is not null)
        {
            await ScaleAsync(pool, planner.Scaling(), cancellationToken).ConfigureAwait(false);
        }

        _generations.Forget();
        return await FindAsync(changes.Name, cancellationToken).ConfigureAwait(false) ?? before;
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        _ = await ReadAsync(name, cancellationToken).ConfigureAwait(false) ?? throw ResourceErrors.NotFound("environment", name);
        var user = (await _generations.ReadAllAsync(cancellationToken).ConfigureAwait(false)).GroupBy(job => QueueMapper.SpecOf(job).Name, StringComparer.Ordinal)
            .FirstOrDefault(queue => queue.Any(job => !TaskStates.Is(job.State, TaskStates.Completed) && TaskIds.Comparer.Equals(job.PoolInfo?.PoolId, name)));
        if (user is not null)
        {
            throw ResourceErrors.Conflict(name, $"The queue '{user.Key}' uses the environment '{name}'. Delete the queue first.");
        }

        try
        {
            await _wire.DeletePoolAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error) when (string.Equals(error.NativeCode, AzureErrorCodes.PoolBeingDeleted, StringComparison.OrdinalIgnoreCase))
        {
            // It is under way, which is what was asked for.
        }

        _generations.Forget();
    }

    public async Task<ComputeEnvironment?> FindAsync(string name, CancellationToken cancellationToken) =>
        await ReadAsync(name, cancellationToken).ConfigureAwait(false) is { } pool ? EnvironmentMapper.Map(pool, pool.ReadNative()) : null;

    public async Task<Page<ComputeEnvironment>> ListAsync(string? continuationToken, CancellationToken cancellationToken)
    {
        var page = await _wire.ListPoolsAsync(
            continuationToken is null ? new ReadOptions { MaxResults = AzureLimits.PageSize } : new ReadOptions { NextLink = continuationToken }, cancellationToken).ConfigureAwait(false);
        var native = page.ReadItems();
        var environments = (page.Value ?? []).Select((pool, place) => EnvironmentMapper.Map(pool, place < native.Count ? native[place] : null)).ToList();
        return new Page<ComputeEnvironment>(environments, string.IsNullOrEmpty(page.NextLink) ? null : page.NextLink);
    }

    private async Task<Pool?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await _wire.GetPoolAsync(name, ReadOptions.None, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
        {
            return null;
        }
    }

    private async Task ScaleAsync(Pool pool, PoolScaling scaling, CancellationToken cancellationToken)
    {
        var name = pool.Id!;
        if (!scaling.IsFixed)
        {
            await _wire.EnableAutoScaleAsync(
                name, new EnableAutoScaleRequest { AutoScaleFormula = scaling.Formula, AutoScaleEvaluationInterval = pool.AutoScaleEvaluationInterval ?? PoolScaling.Interval }, cancellationToken)
                .ConfigureAwait(false);
            return;
        }

        if (pool.EnableAutoScale == true)
        {
            await _wire.DisableAutoScaleAsync(name, cancellationToken).ConfigureAwait(false);
        }

        await SettleAsync(name, cancellationToken).ConfigureAwait(false);
        await _wire.ResizePoolAsync(
            name, new PoolResizeRequest { TargetDedicatedNodes = scaling.Dedicated, TargetLowPriorityNodes = scaling.LowPriority, NodeDeallocationOption = "taskcompletion" }, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Sees to it that a pool is not being resized.</summary>
    private async Task SettleAsync(string name, CancellationToken cancellationToken)
    {
        var isStopped = false;
        await _pause.UntilAsync(
            async () =>
            {
                var pool = await ReadAsync(name, cancellationToken).ConfigureAwait(false);
                if (pool is null || TaskStates.Is(pool.AllocationState, "steady"))
                {
                    return null;
                }

                if (!isStopped && TaskStates.Is(pool.AllocationState, "resizing"))
                {
                    isStopped = true;
                    try
                    {
                        await _wire.StopPoolResizeAsync(name, cancellationToken).ConfigureAwait(false);
                    }
                    catch (BatchException error) when (error.Code == BatchErrorCode.Conflict)
                    {
                        // It came to rest by itself.
                    }
                }

                return pool.AllocationState ?? "resizing";
            },
            LongestStop,
            (status, after) => ResourceErrors.Unsettled(name, status, after),
            cancellationToken).ConfigureAwait(false);
    }
}
