namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record TaskSchedulingPolicy
{
    public string? NodeFillType { get; init; }

    public string? JobDefaultOrder { get; init; }
}
