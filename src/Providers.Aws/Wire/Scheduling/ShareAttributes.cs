namespace MultiBatch.Providers.Aws.Wire.Scheduling;

/// <summary>The weight of a share; a small one gets more.</summary>
internal sealed record ShareAttributes
{
    public string? ShareIdentifier { get; init; }

    public double? WeightFactor { get; init; }
}
