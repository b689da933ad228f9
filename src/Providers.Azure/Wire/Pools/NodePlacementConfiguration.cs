namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record NodePlacementConfiguration
{
    public string? Policy { get; init; }
}
