using Microsoft.Extensions.Logging;
using MultiBatch.Jobs;
using MultiBatch.Resilience;
using MultiBatch.Submissions;
using MultiBatch.Telemetry;

namespace MultiBatch.Submitting;

/// <summary>Finds out what became of a submission, and sees to it that it has one job only.</summary>
internal sealed class Settler(ClientServices services, CallSlots slots)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ILogger _logger = services.CreateLogger("MultiBatch.Submitting");

    /// <summary>
    /// Looks a submission up until the answer is certain, or the provider's settle time is over: then the last answer is inconclusive.
    /// An error of the look-up itself, once its retries are used up, is inconclusive too and comes along.
    /// </summary>
    public async Task<(SubmissionLookup Lookup, BatchException? Error)> LookUpAsync(
        SubmissionKey key, TimeSpan settleTime, CancellationToken cancellationToken)
    {
        var began = services.Clock.GetTimestamp();
        for (var looks = 1; ; looks++)
        {
            var (lookup, error) = await LookOnceAsync(key, cancellationToken).ConfigureAwait(false);
            var left = settleTime - services.Clock.GetElapsedTime(began);
            if (lookup.Status != SubmissionStatus.Inconclusive || left <= TimeSpan.Zero || error is { IsTransient: false })
            {
                ClientMeter.Settlements.Add(1, ClientMeter.Outcome(services.Provider.Name, lookup.Status.ToString().ToLowerInvariant()));
                ClientLog.Settled(_logger, key.Id.ToString(), lookup.Status, looks);
                return (lookup, error);
            }

            // The last look comes exactly when the settle time is over, not before.
            var pause = services.Calls.Backoff.After(looks);
            pause = pause < LongestPause ? pause : LongestPause;
            await Pause.ForAsync(pause < left ? pause : left, services.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Takes a job that a look-up found as the job of an item: stops its duplicates and makes sure that it is what was asked for.
    /// </summary>
    public async Task AdoptAsync(SubmitItem item, SubmissionLookup lookup, CancellationToken cancellationToken)
    {
        var job = services.Jobs.Observe(lookup.Job!);
        if (await StopDuplicatesAsync(item.Id, job.Reference, lookup.Duplicates, item.DuplicatesStopped, cancellationToken).ConfigureAwait(false) is { } error)
        {
            item.Fail(CallErrors.SubmissionUnknown(
                item.Id, services.Provider.Name,
                $"job {job.Reference} is there, but a second one could not be stopped ({error.Message}).", error));
            return;
        }

        if (Difference(item.Key(), job) is { } difference)
        {
            item.Fail(new BatchException(
                BatchErrorCode.Conflict,
                $"Submission id {item.Id} was used for another job, {job.Reference}: {difference}. Use another id, or leave it out.")
            {
                Resource = job.Reference.ToString(), Provider = services.Provider.Name,
            });
            return;
        }

        item.Succeed(job);
    }

    /// <summary>How a found job is not the one that was asked for; null when it is. What the service does not report is not compared.</summary>
    internal static string? Difference(SubmissionKey key, Job job)
    {
        if (job.SubmissionId is { } id && id != key.Id.ToString())
        {
            return $"it belongs to submission {id}";
        }

        // Services cut long names; the beginning must be there.
        if (job.Name is { Length: > 0 } name && !key.JobName.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            return $"its name is '{name}', not '{key.JobName}'";
        }

        if (job.Queue is { } queue && queue != key.Queue)
        {
            return $"it is in queue '{queue}', not '{key.Queue}'";
        }

        return job.ArraySize is { } size && key.ArraySize is { } asked && size != asked ? $"it has {size} children, not {asked}"
            : job.ArraySize is > 1 && key.ArraySize is null ? "it is an array"
            : null;
    }

    /// <summary>Stops what a submission has beyond its job. Returns the first error; null when there was none.</summary>
    /// <param name="id">The submission.</param>
    /// <param name="survivor">Its job.</param>
    /// <param name="duplicates">What is beyond it; those that have ended are left alone.</param>
    /// <param name="stopped">Takes those that were stopped.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<BatchException?> StopDuplicatesAsync(
        SubmissionId id, JobReference survivor, IReadOnlyList<Job> duplicates, List<Job> stopped, CancellationToken cancellationToken)
    {
        BatchException? failed = null;
        foreach (var duplicate in duplicates.Where(duplicate => !duplicate.State.IsTerminal()))
        {
            ClientLog.StoppingDuplicate(_logger, id.ToString(), duplicate.Reference, survivor);
            ClientMeter.Duplicates.Add(1, ClientMeter.Outcome(services.Provider.Name, "stopped"));
            var error = await services.Stopper.StopServiceJobAsync(
                duplicate.Reference, $"a duplicate of {survivor.Id}: submission {id}, whose reply had been lost", cancellationToken).ConfigureAwait(false);
            if (error is null)
            {
                stopped.Add(duplicate);
            }

            failed ??= error;
        }

        return failed;
    }

    /// <summary>Looks a submission up once. An error of the look-up is inconclusive and comes along.</summary>
    public async Task<(SubmissionLookup Lookup, BatchException? Error)> LookOnceAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        // Held for the call only: the pauses between two looks keep nobody waiting.
        using var slot = await slots.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return (await services.Calls.ReadAsync(
                ProviderOperation.FindSubmission,
                static (s, token) => s.Provider.FindSubmissionAsync(s.key, token), (services.Provider, key), cancellationToken).ConfigureAwait(false), null);
        }
        catch (BatchException error)
        {
            return (new SubmissionLookup { Status = SubmissionStatus.Inconclusive }, error);
        }
    }
}
