namespace MultiBatch.Providers.Aws.Wire.Prices;

/// <summary>The price of a machine type in a zone, from a moment on. All as texts, as the service writes them.</summary>
internal sealed record SpotPrice
{
    public string? InstanceType { get; init; }

    public string? ProductDescription { get; init; }

    public string? AvailabilityZone { get; init; }

    public string? Price { get; init; }

    public string? Timestamp { get; init; }
}
