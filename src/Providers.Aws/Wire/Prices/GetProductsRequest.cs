namespace MultiBatch.Providers.Aws.Wire.Prices;

/// <summary>Asks for products of a service, with their prices, a page at a time.</summary>
internal sealed record GetProductsRequest
{
    public required string ServiceCode { get; init; }

    public required IReadOnlyList<ProductFilter> Filters { get; init; }

    public string FormatVersion { get; init; } = "aws_v1";

    public string? NextToken { get; init; }

    public int MaxResults { get; init; } = 100;
}
