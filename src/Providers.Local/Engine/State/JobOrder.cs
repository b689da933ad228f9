namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>Who comes first.</summary>
internal static class JobOrder
{
    /// <summary>Within one queue: the higher priority, then the one that was submitted first.</summary>
    public static IComparer<JobEntry> WithinQueue { get; } = Comparer<JobEntry>.Create(static (left, right) =>
    {
        var byPriority = right.Priority.CompareTo(left.Priority);
        return byPriority != 0 ? byPriority : left.Number.CompareTo(right.Number);
    });

    /// <summary>Between the first jobs of two queues: the queue with the higher priority, then the one that was submitted first.</summary>
    public static int BetweenQueues(QueueEntry leftQueue, JobEntry left, QueueEntry rightQueue, JobEntry right)
    {
        var byPriority = rightQueue.Priority.CompareTo(leftQueue.Priority);
        return byPriority != 0 ? byPriority : left.Number.CompareTo(right.Number);
    }
}
