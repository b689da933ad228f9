namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record LocationPolicy
{
    public IReadOnlyList<string>? AllowedLocations { get; init; }

    /// <summary>v1alpha only.</summary>
    public IReadOnlyList<string>? DeniedLocations { get; init; }
}
