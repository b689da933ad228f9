using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Scheduling;

/// <summary>The order in which jobs are served across all queues.</summary>
internal static class ReadyOrder
{
    /// <summary>The very first job; null when none has anything to start.</summary>
    public static JobEntry? First(EngineState state)
    {
        QueueEntry? queue = null;
        foreach (var candidate in state.ReadyQueues)
        {
            if (queue is null || JobOrder.BetweenQueues(candidate, candidate.Ready.Min!, queue, queue.Ready.Min!) < 0)
            {
                queue = candidate;
            }
        }

        return queue?.Ready.Min;
    }

    /// <summary>
    /// The first jobs of each queue that may start something and could be held by an environment that is enabled, in order. The limit is
    /// per queue, so that a crowd before one door does not hide another door. The result is a list of its own: jobs may be started meanwhile.
    /// </summary>
    public static List<JobEntry> Candidates(EngineState state, int mostPerQueue)
    {
        var heads = new List<(QueueEntry Queue, IEnumerator<JobEntry> Jobs)>(state.ReadyQueues.Count);
        foreach (var queue in state.ReadyQueues)
        {
            var jobs = queue.Ready.Where(job => MayStart(job.Live!)).Take(mostPerQueue).GetEnumerator();
            if (jobs.MoveNext())
            {
                heads.Add((queue, jobs));
            }
        }

        var candidates = new List<JobEntry>();
        while (heads.Count > 0)
        {
            var first = 0;
            for (var other = 1; other < heads.Count; other++)
            {
                if (JobOrder.BetweenQueues(heads[other].Queue, heads[other].Jobs.Current, heads[first].Queue, heads[first].Jobs.Current) < 0)
                {
                    first = other;
                }
            }

            candidates.Add(heads[first].Jobs.Current);
            if (!heads[first].Jobs.MoveNext())
            {
                heads.RemoveAt(first);
            }
        }

        return candidates;
    }

    /// <summary>Whether a job could start something if nothing ran.</summary>
    public static bool MayStart(LiveJob live) =>
        live.MayStart && live.Queue.Environments.Any(environment => environment.IsEnabled && environment.CouldHold(live.Need));
}
