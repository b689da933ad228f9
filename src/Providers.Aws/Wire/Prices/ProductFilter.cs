namespace MultiBatch.Providers.Aws.Wire.Prices;

/// <summary>A term that products must match.</summary>
internal sealed record ProductFilter
{
    public string Type { get; init; } = "TERM_MATCH";

    public required string Field { get; init; }

    public required string Value { get; init; }
}
