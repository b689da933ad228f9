namespace MultiBatch.Providers.Aws.Wire.Prices;

/// <summary>Asks for spot prices of a time. With the same start and end the service gives those that hold at that moment.</summary>
internal sealed record DescribeSpotPriceHistoryRequest
{
    public required DateTimeOffset StartTime { get; init; }

    public required DateTimeOffset EndTime { get; init; }

    public string ProductDescription { get; init; } = "Linux/UNIX";

    public int MaxResults { get; init; } = 1000;

    public string? NextToken { get; init; }
}
