namespace MultiBatch.Providers.Aws.Wire.Prices;

/// <summary>A page of spot prices.</summary>
internal sealed record DescribeSpotPriceHistoryResponse
{
    public required IReadOnlyList<SpotPrice> SpotPriceHistory { get; init; }

    public string? NextToken { get; init; }
}
