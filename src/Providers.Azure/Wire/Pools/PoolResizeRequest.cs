namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record PoolResizeRequest
{
    public int? TargetDedicatedNodes { get; init; }

    public int? TargetLowPriorityNodes { get; init; }

    public string? ResizeTimeout { get; init; }

    public string? NodeDeallocationOption { get; init; }
}
