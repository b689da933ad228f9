namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Capacity that a job uses, in one unit.</summary>
internal sealed record JobCapacityUsageSummary
{
    public string? CapacityUnit { get; init; }

    public double? Quantity { get; init; }
}
