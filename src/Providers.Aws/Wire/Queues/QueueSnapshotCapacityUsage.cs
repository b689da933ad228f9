namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>Capacity in use, in one unit.</summary>
internal sealed record QueueSnapshotCapacityUsage
{
    public string? CapacityUnit { get; init; }

    public double? Quantity { get; init; }
}
