namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record EphemeralOSDiskSettings
{
    public string? Placement { get; init; }
}
