using MultiBatch.Jobs;
using MultiBatch.Resilience;

namespace MultiBatch.Held;

/// <summary>Stops held jobs: cancelled while they wait, their service's job stopped once they were started.</summary>
internal sealed class HeldStopper(ClientServices services, HeldStore store, HeldReader reader)
{
    /// <summary>Asks for a job to be stopped. False when no record is known by the reference.</summary>
    public async Task<bool> StopAsync(JobReference reference, string reason, CancellationToken cancellationToken)
    {
        if (!HeldId.TryParse(reference, out var id))
        {
            return false;
        }

        while (await store.FindAsync(id.ToString(), cancellationToken, fresh: true).ConfigureAwait(false) is { } entry)
        {
            var record = entry.Record;
            if (record.End is not null)
            {
                return true;
            }

            if (reference.Index is not null)
            {
                await StopChildAsync(reference, record, reason, cancellationToken).ConfigureAwait(false);
                return true;
            }

            if (record.IsOver)
            {
                await StopServiceJobAsync(record.Last!.Job!, reason, cancellationToken).ConfigureAwait(false);
                return true;
            }

            if (await TryStopAsync(entry, reason, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>False when another client changed the record meanwhile.</summary>
    private async Task<bool> TryStopAsync(HeldEntry entry, string reason, CancellationToken cancellationToken)
    {
        var record = entry.Record with { StopReason = entry.Record.StopReason ?? reason };
        var starter = new HeldStarter(services, store, Guid.NewGuid().ToString("N"));
        if (record.IsWaiting)
        {
            return (await starter.EndAsync(entry, starter.Stopped(record)).ConfigureAwait(false)).Entry is not null;
        }

        if (record.IsStarting)
        {
            if (await store.TryPutAsync(entry, record, cancellationToken).ConfigureAwait(false) is not { } marked)
            {
                return false;
            }

            // Whoever is starting it finds the mark. When nobody is any more, it is settled here.
            if (!record.IsLeasedToAnother(starter.Owner, services.Clock.GetUtcNow()))
            {
                var step = await starter.SettleStoppedAsync(marked, cancellationToken).ConfigureAwait(false);
                if (step.Error is not null)
                {
                    throw step.Error;
                }
            }

            return true;
        }

        // On spot: no further segment is started, and the one there is stopped.
        var last = record.Last!.Job!;
        var view = await reader.ShowAsync(entry.Record, cancellationToken).ConfigureAwait(false);
        if (view?.State.IsTerminal() == true)
        {
            return true;
        }

        var job = (await services.Jobs.GetServiceChunkAsync([last], cancellationToken).ConfigureAwait(false))[0];
        if (record.ArraySize is null && job is not null && SegmentSpec.IsReclaimed(job))
        {
            return (await starter.EndAsync(entry, starter.Stopped(record)).ConfigureAwait(false)).Entry is not null;
        }

        if (!await store.TryEndAsync(entry, record, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await StopServiceJobAsync(last, reason, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task StopChildAsync(JobReference reference, HeldRecord record, string reason, CancellationToken cancellationToken)
    {
        if (reference.Index >= (record.ArraySize ?? 0))
        {
            throw CallErrors.JobNotFound(reference, services.Provider.Name);
        }

        if (await reader.LocateAsync(reference, cancellationToken).ConfigureAwait(false) is { } task)
        {
            await StopServiceJobAsync(task, reason, cancellationToken).ConfigureAwait(false);
            return;
        }

        throw new BatchException(
            BatchErrorCode.Conflict, $"{reference} cannot be stopped alone while its array is held. Stop the array, or wait until it has started.")
        {
            Provider = services.Provider.Name, Resource = reference.ToString(),
        };
    }

    private async Task StopServiceJobAsync(JobReference job, string reason, CancellationToken cancellationToken)
    {
        if (await services.Stopper.StopServiceJobAsync(job, reason, cancellationToken).ConfigureAwait(false) is { } error)
        {
            throw error;
        }
    }
}
