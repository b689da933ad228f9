using MultiBatch.Costs.Estimating;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>How long a task of a job will run: from earlier runs of the same definition or name, else an assumption that is said to be one.</summary>
internal static class JobDuration
{
    private const int Enough = 50;
    private const int MostListed = 500;

    public static readonly TimeSpan Assumed = TimeSpan.FromHours(1);

    public static async Task<(TimeSpan Duration, string? Note)> FindAsync(CommandContext context, JobSpec job, CancellationToken cancellationToken)
    {
        var what = job.Definition?.ToString() ?? job.Name;
        if (what is not null && await HistoryAsync(context, job, cancellationToken) is { } history)
        {
            return (history.Median, $"a task takes {Text(history.Median)} (from {Text(history.Low)} to {Text(history.High)}), as {history.Samples} earlier ones of {what} did on this connection");
        }

        return (Assumed, $"nothing is known of how long a task of {what ?? "this job"} runs: {Text(Assumed)} is assumed; give --duration");
    }

    private static async Task<DurationEstimate?> HistoryAsync(CommandContext context, JobSpec job, CancellationToken cancellationToken)
    {
        try
        {
            var client = await context.ClientAsync(cancellationToken);
            var seen = new List<Job>();
            var listed = 0;
            await foreach (var earlier in client.ListJobsAsync(job.Definition is null ? new JobQuery { Name = job.Name } : new JobQuery(), cancellationToken))
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

                seen.AddRange(await JobsWithAttempts.ReadAsync(context, client, [earlier.Reference.ToString()], new JobQuery(), cancellationToken));
                if (seen.Count >= Enough)
                {
                    break;
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
