namespace MultiBatch.Providers.Azure.Wire.Common;

internal sealed record AutoUserSpecification
{
    public string? Scope { get; init; }

    public string? ElevationLevel { get; init; }
}
