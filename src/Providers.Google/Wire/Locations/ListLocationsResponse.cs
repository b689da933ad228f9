namespace MultiBatch.Providers.Google.Wire.Locations;

internal sealed record ListLocationsResponse : WireReply
{
    public IReadOnlyList<LocationResource>? Locations { get; init; }

    public string? NextPageToken { get; init; }
}
