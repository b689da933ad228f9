using System.Runtime.CompilerServices;
using MultiBatch.Jobs;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>Reads jobs in a form that has attempts: arrays by their children.</summary>
internal static class JobsWithAttempts
{
    // What is asked for together where a listing leaves attempts out.
    private const int Together = 100;

    /// <summary>The task of a single job, or the tasks of an array.</summary>
    public static IAsyncEnumerable<Job> OfAsync(BatchClient client, Job job, CancellationToken cancellationToken) => job.ArraySize is null || job.Index is not null
        ? WholeAsync(client, OneAsync(job), cancellationToken)
        : ChildrenAsync(client, job, cancellationToken);

    /// <summary>The tasks of jobs.</summary>
    public static async IAsyncEnumerable<Job> OfAsync(BatchClient client, IAsyncEnumerable<Job> jobs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var single = new List<Job>();
        await foreach (var job in jobs.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (job.ArraySize is null || job.Index is not null)
            {
                single.Add(job);
                if (single.Count < Together)
                {
                    continue;
                }
            }
            else
            {
                await foreach (var child in ChildrenAsync(client, job, cancellationToken).ConfigureAwait(false))
                {
                    yield return child;
                }

                continue;
            }

            foreach (var whole in await WholeAsync(client, single, cancellationToken).ConfigureAwait(false))
            {
                yield return whole;
            }

            single.Clear();
        }

        foreach (var whole in await WholeAsync(client, single, cancellationToken).ConfigureAwait(false))
        {
            yield return whole;
        }
    }

    private static async IAsyncEnumerable<Job> ChildrenAsync(BatchClient client, Job array, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var child in WholeAsync(client, client.ListChildrenAsync(array.Reference, null, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            // What belongs to the array belongs to each child.
            yield return child with { Queue = child.Queue ?? array.Queue, Labels = child.Labels.Count > 0 ? child.Labels : array.Labels, Name = child.Name ?? array.Name };
        }
    }

    private static async IAsyncEnumerable<Job> WholeAsync(BatchClient client, IAsyncEnumerable<Job> jobs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var some = new List<Job>();
        await foreach (var job in jobs.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            some.Add(job);
            if (some.Count == Together)
            {
                foreach (var whole in await WholeAsync(client, some, cancellationToken).ConfigureAwait(false))
                {
                    yield return whole;
                }

                some.Clear();
            }
        }

        foreach (var whole in await WholeAsync(client, some, cancellationToken).ConfigureAwait(false))
        {
            yield return whole;
        }
    }

    // A listing may leave attempts out.
    private static async Task<IReadOnlyList<Job>> WholeAsync(BatchClient client, List<Job> jobs, CancellationToken cancellationToken)
    {
        var all = jobs.ToArray();
        var without = Enumerable.Range(0, all.Length).Where(place => all[place].Attempts.Count == 0 && all[place].StartedAt is not null).ToList();
        if (without.Count > 0)
        {
            var next = 0;
            await foreach (var found in client.FindJobsAsync(without.Select(place => all[place].Reference), cancellationToken).ConfigureAwait(false))
            {
                var place = without[next++];
                all[place] = found ?? all[place];
            }
        }

        return all;
    }

    private static async IAsyncEnumerable<Job> OneAsync(Job job)
    {
        yield return job;
        await Task.CompletedTask.ConfigureAwait(false);
    }
}
