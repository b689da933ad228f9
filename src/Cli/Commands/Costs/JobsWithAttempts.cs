using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>Reads jobs in a form that has attempts: arrays by their children.</summary>
internal static class JobsWithAttempts
{
    public static async Task<IReadOnlyList<Job>> ReadAsync(CommandContext context, BatchClient client, string[] references, JobQuery query, CancellationToken cancellationToken)
    {
        var all = new List<Job>();
        if (references.Length > 0)
        {
            foreach (var reference in await context.ReferencesAsync(references, cancellationToken))
            {
                await AddAsync(client, await client.GetJobAsync(reference, cancellationToken), all, cancellationToken);
            }

            return all;
        }

        await foreach (var job in client.ListJobsAsync(query, cancellationToken))
        {
            await AddAsync(client, job, all, cancellationToken);
        }

        return all;
    }

    private static async Task AddAsync(BatchClient client, Job job, List<Job> all, CancellationToken cancellationToken)
    {
        if (job.ArraySize is null || job.Index is not null)
        {
            // A listing may leave attempts out.
            all.Add(job.Attempts.Count > 0 || job.StartedAt is null ? job : await client.FindJobAsync(job.Reference, cancellationToken) ?? job);
            return;
        }

        await foreach (var child in client.ListChildrenAsync(job.Reference, null, cancellationToken))
        {
            var whole = child.Attempts.Count > 0 || child.StartedAt is null ? child : await client.FindJobAsync(child.Reference, cancellationToken) ?? child;

            // What belongs to the array belongs to each child.
            all.Add(whole with { Queue = whole.Queue ?? job.Queue, Labels = whole.Labels.Count > 0 ? whole.Labels : job.Labels });
        }
    }
}
