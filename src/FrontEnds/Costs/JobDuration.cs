using MultiBatch.Costs.Estimating;
using MultiBatch.Jobs;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>How long a task of a job will run: from earlier runs of the same definition or name, else an assumption that is said to be one.</summary>
internal static class JobDuration
{
    private const int Enough = 50;
    private const int MostListed = 500;

    /// <param name="open">Opens the client; asked only when the job has a name to look for.</param>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<(TimeSpan Duration, string Note)> FindAsync(Func<CancellationToken, Task<BatchClient>> open, JobSpec job, CancellationToken cancellationToken)
    {
        var what = job.Definition?.ToString() ?? job.Name;
        if (what is not null && await HistoryAsync(open, job, cancellationToken).ConfigureAwait(false) is { } history)
        {
            return (history.Median, $"a task takes {Text(history.Median)} (from {Text(history.Low)} to {Text(history.High)}), as {history.Samples} earlier ones of {what} did on this connection");
        }

        return (PlanCosts.AssumedDuration, $"nothing is known of how long a task of {what ?? "this job"} runs: {Text(PlanCosts.AssumedDuration)} is assumed; give a duration");
    }

    private static async Task<DurationEstimate?> HistoryAsync(Func<CancellationToken, Task<BatchClient>> open, JobSpec job, CancellationToken cancellationToken)
    {
        try
        {
            var client = await open(cancellationToken).ConfigureAwait(false);
            var seen = new List<Job>();
            var listed = 0;
            await foreach (var earlier in client.ListJobsAsync(job.Definition is null ? new JobQuery { Name = job.Name } : new JobQuery(), cancellationToken).ConfigureAwait(false))
            {
                // A service that lists everything and lets us choose may have a year of jobs.
                if (++listed > MostListed)
                {
                    break;
                }

                if (job.Definition is { } definition && earlier.Definition?.Split(':')[0] != definition.Name)
                {
                    continue;
                }

                await foreach (var task in JobsWithAttempts.OfAsync(client, earlier, cancellationToken).ConfigureAwait(false))
                {
                    seen.Add(task);
                    if (seen.Count >= Enough)
                    {
                        return DurationHistory.Of(seen);
                    }
                }
            }

            return DurationHistory.Of(seen);
        }
        catch (BatchException)
        {
            // An estimate does not need the service: without it there is no history.
            return null;
        }
    }

    private static string Text(TimeSpan time) => DurationText.Format(TimeSpan.FromMilliseconds(Math.Round(time.TotalMilliseconds)));
}
