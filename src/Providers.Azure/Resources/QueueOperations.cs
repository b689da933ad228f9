using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Errors;
using MultiBatch.Providers.Azure.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Azure.Resources;

/// <summary>Queues: series of Azure jobs. The newest describes the queue; deleting one deletes all of them, and with them what is known of their tasks.</summary>
internal sealed class QueueOperations
{
    private readonly IAzureBatchWire _wire;
    private readonly Generations _generations;
    private readonly JobReader _reader;

    public QueueOperations(IAzureBatchWire wire, Generations generations, JobReader reader)
    {
        _wire = wire;
        _generations = generations;
        _reader = reader;
    }

    public async Task<JobQueue> CreateAsync(JobQueueSpec spec, CancellationToken cancellationToken)
    {
        // An id is free again only once the Azure job that had it is gone; a number further on is free at once.
        var highest = 0;
        await foreach (var job in _generations.ListAsync(ODataText.StartsWith("id", GenerationIds.Beginning(spec.Name)), cancellationToken).ConfigureAwait(false))
        {
            if (GenerationIds.Parse(job.Id) is var (queue, number) && TaskIds.Comparer.Equals(queue, spec.Name))
            {
                highest = QueueMapper.IsDeleting(job) ? Math.Max(highest, number) : throw ResourceErrors.AlreadyExists("queue", spec.Name);
            }
        }

        await _wire.AddJobAsync(QueueMapper.Create(spec, highest + 1), cancellationToken).ConfigureAwait(false);
        _generations.Forget();
        return await FindAsync(spec.Name, cancellationToken).ConfigureAwait(false) ?? new JobQueue { Spec = spec, Status = Environments.EnvironmentStatus.Creating };
    }

    public async Task<JobQueue> UpdateAsync(JobQueueSpec changes, CancellationToken cancellationToken)
    {
        var facts = await _generations.ReadAsync(changes.Name, withPool: false, cancellationToken).ConfigureAwait(false) ?? throw ResourceErrors.NotFound("queue", changes.Name);
        var before = QueueMapper.SpecOf(facts.Newest);
        var after = before with
        {
            Priority = changes.Priority ?? before.Priority,
            Enabled = changes.Enabled ?? before.Enabled,
            Labels = changes.Labels ?? before.Labels,
            Environments = changes.Environments ?? before.Environments,
        };
        if (!TaskIds.Comparer.Equals(after.Environments?[0], before.Environments?[0]))
        {
            // The pool of an Azure job cannot be changed while it has tasks: a new generation runs on the new one.
            await _generations.BeginAsync(facts, after, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _wire.PatchJobAsync(
                facts.Newest.Id!,
                new JobPatchRequest
                {
                    Priority = changes.Priority is { } priority ? QueuePriorities.ToNative(priority) : null,
                    Metadata = QueueMapper.WriteMetadata(after),
                },
                null, cancellationToken).ConfigureAwait(false);
        }

        if (changes.Priority is { } all)
        {
            foreach (var older in facts.Generations.Skip(1).Where(QueueMapper.IsOpen))
            {
                await _wire.PatchJobAsync(older.Id!, new JobPatchRequest { Priority = QueuePriorities.ToNative(all) }, null, cancellationToken).ConfigureAwait(false);
            }
        }

        _generations.Forget();
        return await FindAsync(changes.Name, cancellationToken).ConfigureAwait(false) ?? QueueMapper.Map(facts.Newest, null);
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var facts = await _generations.ReadAsync(name, withPool: false, cancellationToken).ConfigureAwait(false) ?? throw ResourceErrors.NotFound("queue", name);
        foreach (var generation in facts.Generations.Where(QueueMapper.IsOpen))
        {
            foreach (var state in new[] { TaskStates.Running, TaskStates.Preparing, TaskStates.Active })
            {
                var tasks = await _reader.Tasks.ListAsync(generation.Id!, ODataText.Equal("state", state), cancellationToken).ConfigureAwait(false);
                await _reader.CompleteAsync(tasks, cancellationToken).ConfigureAwait(false);

                // What was ruled out stays active for ever, and keeps nobody.
                if (tasks.Find(task => !task.IsBarrier && !JobMapper.EndOf(task).State.IsTerminal()) is { } open)
                {
                    throw ResourceErrors.Conflict(
                        name, $"Job {JobMapper.Map(open).Reference} is still {JobMapper.EndOf(open).State} in the queue '{name}'. Wait for its jobs or stop them; to take no new ones, disable the queue.");
                }
            }
        }

        _generations.Forget();
        foreach (var generation in facts.Generations)
        {
            try
            {
                await _wire.DeleteJobAsync(generation.Id!, cancellationToken).ConfigureAwait(false);
            }
            catch (BatchException error) when (error.Code == BatchErrorCode.NotFound
                || string.Equals(error.NativeCode, AzureErrorCodes.JobBeingDeleted, StringComparison.OrdinalIgnoreCase))
            {
                // It is under way or done, which is what was asked for.
            }
        }

        _generations.Forget();
    }

    public async Task<JobQueue?> FindAsync(string name, CancellationToken cancellationToken) =>
        await _generations.ReadAsync(name, withPool: false, cancellationToken).ConfigureAwait(false) is { } facts
            ? QueueMapper.Map(facts.Newest, facts.Newest.ReadNative())
            : null;

    public async Task<Page<JobQueue>> ListAsync(CancellationToken cancellationToken)
    {
        var jobs = await _generations.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        var queues = jobs.GroupBy(job => QueueMapper.SpecOf(job).Name, StringComparer.Ordinal)
            .Select(queue => queue.OrderByDescending(job => GenerationIds.Parse(job.Id)?.Number ?? 0).First())
            .Select(job => QueueMapper.Map(job, null)).OrderBy(queue => queue.Name, StringComparer.Ordinal).ToList();
        return new Page<JobQueue>(queues, null);
    }
}
