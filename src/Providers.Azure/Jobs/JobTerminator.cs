using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>Stops jobs by terminating their tasks, one call each: the service has no other. What has ended is left alone.</summary>
internal sealed class JobTerminator
{
    private const int MostAtOnce = 8;

    private readonly IAzureBatchWire _wire;
    private readonly JobReader _reader;

    public JobTerminator(IAzureBatchWire wire, JobReader reader)
    {
        _wire = wire;
        _reader = reader;
    }

    public async Task<IReadOnlyList<BatchException?>> StopAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        var found = await _reader.FindTasksAsync(references, cancellationToken).ConfigureAwait(false);
        await _reader.CompleteAsync(found.SelectMany(tasks => tasks).Distinct().ToList(), cancellationToken).ConfigureAwait(false);
        var errors = new BatchException?[references.Count];
        using var slots = new SemaphoreSlim(MostAtOnce, MostAtOnce);
        await Task.WhenAll(references.Select(async (reference, place) =>
        {
            if (found[place].Count == 0)
            {
                errors[place] = JobErrors.NotFound(reference);
                return;
            }

            var open = found[place].Where(task => !JobMapper.EndOf(task).State.IsTerminal()).ToList();
            var ends = await Task.WhenAll(open.Select(task => TerminateAsync(task, reason, slots, cancellationToken))).ConfigureAwait(false);
            errors[place] = ends.FirstOrDefault(error => error is not null);
        })).ConfigureAwait(false);
        return errors;
    }

    private async Task<BatchException?> TerminateAsync(SeenTask task, string reason, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _reader.Known.NoteStop(task.Generation, task.TaskId, reason);
            await _wire.TerminateTaskAsync(task.Generation, task.TaskId, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.Conflict && string.Equals(error.NativeCode, "TaskCompleted", StringComparison.OrdinalIgnoreCase))
        {
            // It ended by itself meanwhile.
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
    }
}
