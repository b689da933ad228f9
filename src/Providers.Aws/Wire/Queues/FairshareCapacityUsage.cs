namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>Capacity that a share uses, in one unit.</summary>
internal sealed record FairshareCapacityUsage
{
    public string? CapacityUnit { get; init; }

    public double? Quantity { get; init; }
}
