namespace MultiBatch.Providers.Google.Mapping;

/// <summary>Priorities: the service's go from 0 to 99, those of queues from 0 to 999.</summary>
internal static class Priorities
{
    public const int Highest = 99;

    private const int HighestOfQueues = 999;

    /// <summary>A queue's priority as one of the service's; what is above 0 stays above it.</summary>
    public static int OfQueue(int priority) =>
        priority <= 0 ? 0 : Math.Max(1, (int)Math.Round(Math.Min(priority, HighestOfQueues) * (double)Highest / HighestOfQueues));
}
