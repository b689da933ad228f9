namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record PoolNodeCounts
{
    public string? PoolId { get; init; }

    public NodeCounts? Dedicated { get; init; }

    public NodeCounts? LowPriority { get; init; }
}
