namespace MultiBatch.Providers.Google.Wire.Locations;

internal sealed record LocationResource
{
    public string? Name { get; init; }

    public string? LocationId { get; init; }

    public string? DisplayName { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
