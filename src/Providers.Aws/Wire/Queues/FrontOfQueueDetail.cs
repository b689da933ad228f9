namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>The first 100 jobs that are RUNNABLE, first one first.</summary>
internal sealed record FrontOfQueueDetail
{
    public IReadOnlyList<FrontOfQueueJobSummary>? Jobs { get; init; }

    public long? LastUpdatedAt { get; init; }
}
