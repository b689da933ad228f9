using System.Collections.Concurrent;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Queues;
using MultiBatch.Shared.Paging;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>
/// The Azure jobs that queues consist of. Ten thousand plans of one operation read a queue once: what was read counts for some seconds, or until this
/// provider changes it. A new generation is begun when the newest is full, or somebody ended it.
/// </summary>
internal sealed class Generations
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CountLifetime = TimeSpan.FromMinutes(5);

    private readonly IAzureBatchWire _wire;
    private readonly AzureBatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _begins = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Counted> _counts = new(TaskIds.Comparer);

    public Generations(IAzureBatchWire wire, AzureBatchOptions options, TimeProvider clock)
    {
        _wire = wire;
        _options = options;
        _clock = clock;
    }

    /// <summary>The queue; null when there is none.</summary>
    public async Task<QueueFacts?> FindAsync(string queue, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue(queue, out var kept) && _clock.GetElapsedTime(kept.ReadAt) < Lifetime && !kept.Facts.IsFaulted && !kept.Facts.IsCanceled)
        {
            try
            {
                return await kept.Facts.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Whoever began to read gave up; this caller has not.
            }
        }

        var reading = ReadAsync(queue, withPool: true, cancellationToken);
        _kept[queue] = new Kept { Facts = reading, ReadAt = _clock.GetTimestamp() };
        return await reading.ConfigureAwait(false);
    }

    public void Forget() => _kept.Clear();

    /// <summary>The queue as it is now.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="withPool">Whether its pool is read too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<QueueFacts?> ReadAsync(string queue, bool withPool, CancellationToken cancellationToken)
    {
        var found = new List<(AzureJob Job, int Number)>();
        await foreach (var job in ListAsync(ODataText.StartsWith("id", GenerationIds.Beginning(queue)), cancellationToken).ConfigureAwait(false))
        {
            // Ids are without case to the service; names of queues are not.
            if (GenerationIds.Parse(job.Id) is var (name, number) && QueueMapper.SpecOf(job).Name == queue && TaskIds.Comparer.Equals(name, queue))
            {
                found.Add((job, number));
            }
        }

        var there = found.Where(pair => !QueueMapper.IsDeleting(pair.Job)).OrderByDescending(pair => pair.Number).Select(pair => pair.Job).ToList();
        if (there.Count == 0)
        {
            return null;
        }

        return new QueueFacts
        {
            Name = queue,
            IsEnabled = QueueMapper.SpecOf(there[0]).Enabled != false,
            Newest = there[0],
            Generations = there,
            HighestNumber = found.Max(pair => pair.Number),
            Pool = withPool && there[0].PoolInfo?.PoolId is { } pool ? await FindPoolAsync(pool, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    /// <summary>Every Azure job that is a generation of a queue, those being deleted left out.</summary>
    public async Task<List<AzureJob>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var jobs = new List<AzureJob>();
        await foreach (var job in ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (!QueueMapper.IsDeleting(job) && GenerationIds.Parse(job.Id) is not null && Metadata.Find(job.Metadata, Metadata.Queue) is not null)
            {
                jobs.Add(job);
            }
        }

        return jobs;
    }

    public async Task<PoolFacts?> FindPoolAsync(string pool, CancellationToken cancellationToken)
    {
        try
        {
            return PoolFacts.Of(await _wire.GetPoolAsync(pool, ReadOptions.None, cancellationToken).ConfigureAwait(false));
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The Azure job that new tasks of a queue go to; begun where there is none that takes them.</summary>
    /// <exception cref="BatchException">There is no such queue, or a new generation could not be made. Its effect is none: no task was added.</exception>
    public async Task<string> OpenAsync(string queue, CancellationToken cancellationToken)
    {
        var facts = await FindAsync(queue, cancellationToken).ConfigureAwait(false) ?? throw Missing(queue);
        if (await CanTakeAsync(facts.Newest, cancellationToken).ConfigureAwait(false))
        {
            return facts.Newest.Id!;
        }

        // Whoever comes meanwhile waits for the same one.
        var own = new Lazy<Task<string>>(() => OpenNextAsync(queue, cancellationToken));
        var entry = _begins.GetOrAdd(queue, own);
        try
        {
            return await entry.Value.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ReferenceEquals(entry, own) && !cancellationToken.IsCancellationRequested)
        {
            return await OpenNextAsync(queue, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ((ICollection<KeyValuePair<string, Lazy<Task<string>>>>)_begins).Remove(new KeyValuePair<string, Lazy<Task<string>>>(queue, entry));
        }
    }

    /// <summary>Begins the next generation of a queue; that before it ends once its tasks have.</summary>
    public async Task<string> BeginAsync(QueueFacts facts, JobQueueSpec spec, CancellationToken cancellationToken)
    {
        var request = QueueMapper.Create(spec, facts.HighestNumber + 1);
        try
        {
            await _wire.AddJobAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.AlreadyExists)
        {
            // Another client begins it at the same moment: it is the same one.
        }

        if (TaskStates.Is(facts.Newest.State, TaskStates.Active))
        {
            try
            {
                // Active jobs count against the account's quota.
                await _wire.PatchJobAsync(facts.Newest.Id!, new JobPatchRequest { OnAllTasksComplete = "terminatejob" }, null, cancellationToken).ConfigureAwait(false);
            }
            catch (BatchException)
            {
                // It stays active, which costs a little quota and nothing else.
            }
        }

        return request.Id!;
    }

    /// <summary>Notes tasks that were added.</summary>
    public void NoteAdded(string generation, int count)
    {
        if (_counts.TryGetValue(generation, out var counted))
        {
            counted.Add(count);
        }
    }

    /// <summary>All Azure jobs that meet a condition.</summary>
    public async IAsyncEnumerable<AzureJob> ListAsync(string? filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = Pages.ReadAsync(
            (link, token) => _wire.ListJobsAsync(link is null ? new ReadOptions { Filter = filter, MaxResults = AzureLimits.PageSize } : new ReadOptions { NextLink = link }, token),
            page => page.NextLink, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var job in page.Value ?? [])
            {
                yield return job;
            }
        }
    }

    private async Task<string> OpenNextAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            // Another client may have begun it meanwhile.
            var facts = await ReadAsync(queue, withPool: false, cancellationToken).ConfigureAwait(false) ?? throw Missing(queue);
            return await CanTakeAsync(facts.Newest, cancellationToken).ConfigureAwait(false)
                ? facts.Newest.Id!
                : await BeginAsync(facts, QueueMapper.SpecOf(facts.Newest), cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error) when (error.Effect != BatchEffect.None)
        {
            throw new BatchException(error.Code, $"A new Azure job for the queue could not be begun: {error.Message}", error)
            {
                Effect = BatchEffect.None, IsTransient = error.IsTransient, RetryAfter = error.RetryAfter, Provider = error.Provider, NativeCode = error.NativeCode,
                RequestId = error.RequestId, Resource = queue,
            };
        }
        finally
        {
            Forget();
        }
    }

    private static BatchException Missing(string queue) =>
        new(BatchErrorCode.NotFound, $"There is no queue '{queue}'.") { Provider = AzureProviderName.Value, Resource = queue };

    private async Task<bool> CanTakeAsync(AzureJob job, CancellationToken cancellationToken)
    {
        if (!QueueMapper.IsOpen(job))
        {
            return false;
        }

        if (!_counts.TryGetValue(job.Id!, out var counted) || _clock.GetElapsedTime(counted.ReadAt) >= CountLifetime)
        {
            // The count lags behind, which does not matter here: the limit is ours.
            var reply = await _wire.GetTaskCountsAsync(job.Id!, cancellationToken).ConfigureAwait(false);
            var counts = reply.TaskCounts ?? new TaskCounts { Active = reply.Active, Running = reply.Running, Completed = reply.Completed };
            var own = counted?.Count ?? 0;
            counted = new Counted(Math.Max(own, (counts.Active ?? 0) + (counts.Running ?? 0) + (counts.Completed ?? 0)), _clock.GetTimestamp());
            _counts[job.Id!] = counted;
        }

        return counted.Count < _options.TasksPerGeneration;
    }

    private sealed class Kept
    {
        public required Task<QueueFacts?> Facts { get; init; }

        public required long ReadAt { get; init; }
    }

    private sealed class Counted(int count, long readAt)
    {
        private int _count = count;

        public int Count => Volatile.Read(ref _count);

        public long ReadAt => readAt;

        public void Add(int more) => Interlocked.Add(ref _count, more);
    }
}
