namespace MultiBatch.Costs.Tests.BruteForce;

/// <summary>A row of a price file, as plain text turned into numbers.</summary>
internal sealed record PlainRow
{
    public required string Provider { get; init; }

    public required string Region { get; init; }

    public required string Type { get; init; }

    public required decimal VCpus { get; init; }

    public required decimal GiB { get; init; }

    public required decimal Gpus { get; init; }

    public required string Model { get; init; }

    public required bool IsArm { get; init; }

    public required decimal? OnDemand { get; init; }

    public required decimal? Spot { get; init; }

    /// <summary>The median of the type's prices on demand over all regions.</summary>
    public decimal? Median { get; set; }
}
