using MultiBatch.Providers.Aws.Wire.Prices;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>The operations of the price list and of EC2 that tell prices of machines. One call is one attempt, as of <see cref="IAwsBatchWire"/>.</summary>
internal interface IAwsPriceWire
{
    Task<GetProductsResponse> GetProductsAsync(GetProductsRequest request, CancellationToken cancellationToken);

    /// <summary>Spot prices of a region.</summary>
    Task<DescribeSpotPriceHistoryResponse> DescribeSpotPriceHistoryAsync(DescribeSpotPriceHistoryRequest request, string region, CancellationToken cancellationToken);
}
