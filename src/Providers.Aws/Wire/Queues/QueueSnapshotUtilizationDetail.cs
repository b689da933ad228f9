namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>How much of a queue is in use.</summary>
internal sealed record QueueSnapshotUtilizationDetail
{
    public IReadOnlyList<QueueSnapshotCapacityUsage>? TotalCapacityUsage { get; init; }

    public FairshareUtilizationDetail? FairshareUtilization { get; init; }

    public long? LastUpdatedAt { get; init; }
}
