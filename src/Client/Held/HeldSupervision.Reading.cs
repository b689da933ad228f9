using MultiBatch.Resilience;
using MultiBatch.Telemetry;

namespace MultiBatch.Held;

/// <content>Which jobs there are, and reading them.</content>
internal sealed partial class HeldSupervision
{
    private async Task TakeAddedAsync(CancellationToken cancellationToken)
    {
        while (!_added.IsEmpty)
        {
            var (named, others) = (new List<SupervisedJob>(), new List<SupervisedJob>());
            while (_added.TryDequeue(out var next))
            {
                if (!_jobs.ContainsKey(next.Id))
                {
                    var job = new SupervisedJob(next.Id);
                    _jobs.Add(next.Id, job);
                    (next.IsNamed ? named : others).Add(job);
                }
            }

            await ReadAsync(named, isNamed: true, cancellationToken).ConfigureAwait(false);
            await ReadAsync(others, isNamed: false, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks which jobs there are: new ones are taken in, and those that went away were ended by somebody else.</summary>
    private async Task ListAsync(CancellationToken cancellationToken)
    {
        HashSet<string> open;
        try
        {
            open = [.. await _store.ListOpenAsync(cancellationToken).ConfigureAwait(false)];
        }
        catch (BatchException error) when (error.IsTransient || _jobs.Count > 0)
        {
            ClientLog.HeldLookFailed(_logger, error.Code, error.Message);
            return;
        }

        var changed = _jobs.Values.Where(job => !job.IsBusy && job.Entry is not null && !open.Contains(job.Id)).ToList();
        if (_takesAll)
        {
            foreach (var id in open.Where(id => !_jobs.ContainsKey(id) && !_unreadable.Contains(id)))
            {
                var job = new SupervisedJob(id);
                _jobs.Add(id, job);
                changed.Add(job);
            }
        }

        await ReadAsync(changed, isNamed: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads jobs, and finds out for each what it waits for.</summary>
    private async Task ReadAsync(List<SupervisedJob> jobs, bool isNamed, CancellationToken cancellationToken)
    {
        if (jobs.Count == 0)
        {
            return;
        }

        var read = await InParallel.SelectAsync(jobs, LoadDegree, TryFindAsync, cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < jobs.Count; index++)
        {
            var (entry, error) = read[index];
            if (error is { IsTransient: true })
            {
                ClientLog.HeldLookFailed(_logger, error.Code, error.Message);
                _asleep.Delay(jobs[index]);
            }
            else if (error is not null || entry is null)
            {
                Remove(jobs[index]);
                Report(jobs[index].Id, isNamed, error ?? CallErrors.JobNotFound(ReferenceOf(jobs[index].Id), _services.Provider.Name));
            }
            else
            {
                jobs[index].Entry = entry;
                await PrepareAsync(jobs[index], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<(HeldEntry? Entry, BatchException? Error)> TryFindAsync(SupervisedJob job, CancellationToken cancellationToken)
    {
        try
        {
            return (await _store.FindAsync(job.Id, cancellationToken, fresh: true).ConfigureAwait(false), null);
        }
        catch (BatchException error)
        {
            return (null, error);
        }
    }

    private void Report(string id, bool isNamed, BatchException error)
    {
        if (isNamed)
        {
            _onFailed(id, error);
        }
        else if (error.Code != BatchErrorCode.NotFound)
        {
            // One document that cannot be read must not keep the others from their turn.
            _unreadable.Add(id);
            ClientLog.HeldLookFailed(_logger, error.Code, error.Message);
        }
    }
}
