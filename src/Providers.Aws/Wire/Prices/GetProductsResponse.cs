namespace MultiBatch.Providers.Aws.Wire.Prices;

/// <summary>A page of products.</summary>
internal sealed record GetProductsResponse : WireReply
{
    /// <summary>The products, each a text that holds JSON.</summary>
    public IReadOnlyList<string>? PriceList { get; init; }

    public string? NextToken { get; init; }
}
