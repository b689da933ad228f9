using System.Runtime.CompilerServices;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.Telemetry;

namespace MultiBatch.Stopping;

/// <summary>Asks for jobs to be stopped: in chunks, held ones too, again after transient errors.</summary>
internal sealed class JobStopper(ClientServices services)
{
    private const int LongestReason = 1024;

    /// <summary>Stops one job. Returns what went wrong; null when the request was accepted.</summary>
    public async Task<BatchException?> StopAsync(JobReference reference, string? reason, CancellationToken cancellationToken)
    {
        var target = services.Jobs.Check(reference);
        return await StopHeldAsync(target, Reason(reason), cancellationToken).ConfigureAwait(false)
            ? null
            : await StopServiceJobAsync(target, Reason(reason), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops a job of the service itself.</summary>
    public async Task<BatchException?> StopServiceJobAsync(JobReference reference, string reason, CancellationToken cancellationToken) =>
        (await StopChunkAsync([reference], reason, cancellationToken).ConfigureAwait(false))[0].Error;

    /// <summary>Stops many jobs; the outcome of each as it is known.</summary>
    public async IAsyncEnumerable<StopOutcome> StopManyAsync(
        IEnumerable<JobReference> references, string? reason, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var why = Reason(reason);
        var size = Math.Max(1, (await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false)).Rates.StopBatchSize);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var chunks = references.Select(services.Jobs.Check).Chunk(size).GetEnumerator();
        var running = new List<Task<IReadOnlyList<StopOutcome>>>();
        try
        {
            while (true)
            {
                while (running.Count < services.Options.MaxConcurrentCalls && chunks.MoveNext())
                {
                    running.Add(StopMixedAsync(chunks.Current, why, stop.Token));
                }

                if (running.Count == 0)
                {
                    yield break;
                }

                var done = await Task.WhenAny(running).ConfigureAwait(false);
                running.Remove(done);
                foreach (var outcome in await done.ConfigureAwait(false))
                {
                    yield return outcome;
                }
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Settled.AllAsync(running).ConfigureAwait(false);
        }
    }

    private static string Reason(string? reason)
    {
        if (reason?.Length > LongestReason)
        {
            throw new ArgumentException($"A reason has at most {LongestReason} characters; this one has {reason.Length}.", nameof(reason));
        }

        return string.IsNullOrWhiteSpace(reason) ? "stopped through MultiBatch" : reason!;
    }

    private async Task<IReadOnlyList<StopOutcome>> StopMixedAsync(JobReference[] references, string reason, CancellationToken cancellationToken)
    {
        var outcomes = new List<StopOutcome>(references.Length);
        var rest = new List<JobReference>(references.Length);
        foreach (var reference in references)
        {
            try
            {
                if (await StopHeldAsync(reference, reason, cancellationToken).ConfigureAwait(false))
                {
                    outcomes.Add(new StopOutcome { Reference = reference });
                }
                else
                {
                    rest.Add(reference);
                }
            }
            catch (BatchException error)
            {
                outcomes.Add(new StopOutcome { Reference = reference, Error = error });
            }
        }

        if (rest.Count > 0)
        {
            outcomes.AddRange(await StopChunkAsync(rest, reason, cancellationToken).ConfigureAwait(false));
        }

        return outcomes;
    }

    private async Task<bool> StopHeldAsync(JobReference reference, string reason, CancellationToken cancellationToken) =>
        HeldId.Is(reference) && await services.Held.StopAsync(reference, reason, cancellationToken).ConfigureAwait(false);

    /// <summary>Stops what the provider takes in one call; sends again those of them that failed for the moment.</summary>
    private async Task<IReadOnlyList<StopOutcome>> StopChunkAsync(IReadOnlyList<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        var outcomes = references.Select(reference => new StopOutcome { Reference = reference }).ToArray();
        var open = Enumerable.Range(0, outcomes.Length).ToList();
        for (var tries = 1; ; tries++)
        {
            var errors = await SendAsync(open.ConvertAll(index => references[index]), reason, cancellationToken).ConfigureAwait(false);
            var again = new List<int>();
            TimeSpan? retryAfter = null;
            for (var position = 0; position < open.Count; position++)
            {
                var error = errors[position];
                outcomes[open[position]] = outcomes[open[position]] with { Error = error };
                if (error is not null && services.Calls.Backoff.IsWorthWaiting(error))
                {
                    services.Calls.NoteError(CallKind.Repeatable, error);
                    again.Add(open[position]);
                    retryAfter = error.RetryAfter > (retryAfter ?? TimeSpan.Zero) ? error.RetryAfter : retryAfter;
                }
            }

            if (again.Count == 0 || tries >= services.Options.Retry.MaxAttempts)
            {
                return outcomes;
            }

            open = again;
            await Pause.ForAsync(services.Calls.Backoff.After(tries, retryAfter), services.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<BatchException?>> SendAsync(List<JobReference> references, string reason, CancellationToken cancellationToken)
    {
        BatchException error;
        try
        {
            // One try: what fails for the moment, alone or with the whole call, is sent again by the caller.
            var errors = await services.Calls.TryOnceAsync(
                CallKind.Repeatable, ProviderOperation.StopJobs,
                static (s, token) => s.Provider.StopJobsAsync(s.references, s.reason, token),
                (services.Provider, references, reason), cancellationToken).ConfigureAwait(false);
            if (errors.Count == references.Count)
            {
                return errors;
            }

            error = new BatchException(BatchErrorCode.Provider, $"{services.Provider.Name} gave {errors.Count} results for {references.Count} stops.")
            {
                Provider = services.Provider.Name,
            };
        }
        catch (BatchException failed)
        {
            error = failed;
        }

        return references.ConvertAll<BatchException?>(_ => error);
    }
}
