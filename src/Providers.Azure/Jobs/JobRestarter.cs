using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>
/// Restarts in place: the tasks that did not succeed are reactivated. The service then forgets how they ended, so that is kept first. Tasks that wait for
/// them, and that it had left waiting for ever, may run after all.
/// </summary>
internal sealed class JobRestarter
{
    private const int MostAtOnce = 8;

    private readonly IAzureBatchWire _wire;
    private readonly JobReader _reader;
    private readonly RunStore _runs;

    public JobRestarter(IAzureBatchWire wire, JobReader reader, RunStore runs)
    {
        _wire = wire;
        _reader = reader;
        _runs = runs;
    }

    public async Task<RestartResult> RestartAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var tasks = (await _reader.FindTasksAsync([reference], cancellationToken).ConfigureAwait(false))[0].Where(task => !task.IsBarrier).ToList();
        if (tasks.Count == 0)
        {
            throw JobErrors.NotFound(reference);
        }

        await _reader.CompleteAsync(tasks, cancellationToken).ConfigureAwait(false);
        if (tasks.Find(task => !JobMapper.EndOf(task).State.IsTerminal()) is { } running)
        {
            throw JobErrors.Conflict(reference, $"{reference} cannot be restarted: {running.TaskId} is {JobMapper.EndOf(running).State}. Wait until it has ended, or stop it.");
        }

        var failed = tasks.Where(task => TaskStates.IsCompleted(task.Task) && !TaskStates.HasSucceeded(task.Task)).OrderBy(task => task.Index).ToList();
        if (failed.Count == 0)
        {
            throw JobErrors.Conflict(reference, tasks.Find(task => task.Standing.Kind == TaskStanding.RuledOut) is { } ruledOut
                ? $"{reference} cannot be restarted: it never ran, since {ruledOut.Standing.Because} did not succeed. Restart that, and this one waits again."
                : $"{reference} cannot be restarted: it succeeded.");
        }

        var generation = failed[0].Generation;
        var ruledOutBefore = await FindRuledOutAsync(generation, cancellationToken).ConfigureAwait(false);
        foreach (var job in failed.GroupBy(task => task.JobId, TaskIds.Comparer))
        {
            await _runs.BeginRunAsync(generation, job.Key, job.ToList(), job.Select(EndOf).ToList(), cancellationToken).ConfigureAwait(false);
        }

        await ReactivateAsync(reference, failed, cancellationToken).ConfigureAwait(false);
        var revived = await ReviveAsync(generation, ruledOutBefore, cancellationToken).ConfigureAwait(false);
        var now = (await _reader.GetAsync([reference.Parent], cancellationToken).ConfigureAwait(false))[0] ?? throw JobErrors.NotFound(reference);
        return new RestartResult
        {
            Job = now,
            Indexes = failed.Where(task => task.Index is not null).Select(task => task.Note?.Original ?? task.Index!.Value).ToList(),
            RevivedDependents = revived,
        };
    }

    private static RunEnd EndOf(SeenTask task)
    {
        var job = JobMapper.Map(task);
        return new RunEnd
        {
            Task = task.TaskId,
            Run = task.Run,
            Attempt = job.Attempt,
            State = job.State,
            Cause = job.Cause,
            ExitCode = job.ExitCode,
            Reason = job.Reason,
            StartedAt = job.StartedAt,
            EndedAt = job.EndedAt,
            Machine = task.Task.NodeInfo?.NodeId,
        };
    }

    private async Task ReactivateAsync(JobReference reference, List<SeenTask> tasks, CancellationToken cancellationToken)
    {
        using var slots = new SemaphoreSlim(MostAtOnce, MostAtOnce);
        var errors = await Task.WhenAll(tasks.Select(async task =>
        {
            await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await _wire.ReactivateTaskAsync(task.Generation, task.TaskId, cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (BatchException error)
            {
                return error;
            }
            finally
            {
                slots.Release();
            }
        })).ConfigureAwait(false);
        if (errors.FirstOrDefault(error => error is not null) is { } first)
        {
            var count = errors.Count(error => error is not null);
            throw new BatchException(
                first.Code, $"{count} of {tasks.Count} tasks of {reference} could not be restarted ({first.Message}). A job whose queue has gone on to another Azure job can no longer be restarted: submit it again.", first)
            {
                Provider = AzureProviderName.Value, Resource = reference.ToString(), NativeCode = first.NativeCode, RequestId = first.RequestId, RetryAfter = first.RetryAfter,
                IsTransient = first.IsTransient, Effect = count < tasks.Count ? BatchEffect.Applied : first.Effect,
            };
        }
    }

    private async Task<List<SeenTask>> FindRuledOutAsync(string generation, CancellationToken cancellationToken)
    {
        var active = await _reader.Tasks.ListAsync(generation, ODataText.Equal("state", TaskStates.Active), cancellationToken).ConfigureAwait(false);
        var waiting = active.Where(task => task.Task.DependsOn?.TaskIds is { Count: > 0 }).ToList();
        await _reader.CompleteAsync(waiting, cancellationToken).ConfigureAwait(false);
        return waiting.Where(task => task.Standing.Kind == TaskStanding.RuledOut).ToList();
    }

    /// <summary>Those that had been ruled out and are no more: they too begin another run, or clients would not believe that they wait again.</summary>
    private async Task<IReadOnlyList<JobReference>> ReviveAsync(string generation, List<SeenTask> before, CancellationToken cancellationToken)
    {
        if (before.Count == 0)
        {
            return [];
        }

        var still = new HashSet<string>((await FindRuledOutAsync(generation, cancellationToken).ConfigureAwait(false)).Select(task => task.TaskId), TaskIds.Comparer);
        var references = new List<JobReference>();
        foreach (var job in before.Where(task => !still.Contains(task.TaskId)).GroupBy(task => task.JobId, TaskIds.Comparer))
        {
            await _runs.BeginRunAsync(generation, job.Key, job.ToList(), [], cancellationToken).ConfigureAwait(false);
            if (job.Any(task => !task.IsBarrier))
            {
                references.Add(JobMapper.ReferenceOf(job.First().JobId, generation));
            }
        }

        return references;
    }
}
