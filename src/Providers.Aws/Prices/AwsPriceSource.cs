using System.Runtime.CompilerServices;
using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Machines;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Prices;

namespace MultiBatch.Providers.Aws.Prices;

/// <summary>
/// Reads the vendor's prices of a region, whichever the connection's is: on demand of the price list (permission <c>pricing:GetProducts</c>), spot of EC2's history
/// (<c>ec2:DescribeSpotPriceHistory</c>). Linux on shared machines, in dollars.
/// </summary>
internal sealed class AwsPriceSource(IAwsPriceWire wire, TimeProvider clock) : IPriceSource
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<MachinePrice> GetPricesAsync(string region, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(region);

        var calls = new PageCalls(clock);
        foreach (var price in await OnDemandAsync(calls, region, cancellationToken).ConfigureAwait(false))
        {
            yield return Price(region, price.Key, PurchaseKind.OnDemand, price.Value, "aws-price-list");
        }

        foreach (var (type, price) in (await SpotAsync(calls, region, cancellationToken).ConfigureAwait(false)).Means())
        {
            yield return Price(region, type, PurchaseKind.Spot, price, "aws-spot-price-history");
        }
    }

    private async Task<Dictionary<string, decimal>> OnDemandAsync(PageCalls calls, string region, CancellationToken cancellationToken)
    {
        var prices = new Dictionary<string, decimal>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            var page = await calls.AskAsync(stop => wire.GetProductsAsync(OnDemandPrices.Request(region, token), stop), cancellationToken).ConfigureAwait(false);
            foreach (var product in page.PriceList ?? [])
            {
                if (Read(product, region) is { } row)
                {
                    // Two rows for one type would make the last one win; the lower one is the plain one.
                    prices[row.Type] = prices.TryGetValue(row.Type, out var other) ? Math.Min(other, row.Price) : row.Price;
                }
            }

            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token));

        return prices;
    }

    private async Task<SpotPrices> SpotAsync(PageCalls calls, string region, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var prices = new SpotPrices();
        string? token = null;
        do
        {
            var request = new DescribeSpotPriceHistoryRequest { StartTime = now, EndTime = now, NextToken = token };
            var page = await calls.AskAsync(stop => wire.DescribeSpotPriceHistoryAsync(request, region, stop), cancellationToken).ConfigureAwait(false);
            foreach (var item in page.SpotPriceHistory)
            {
                prices.Add(item);
            }

            token = page.NextToken;
        }
        while (!string.IsNullOrEmpty(token));

        return prices;
    }

    private static (string Type, decimal Price)? Read(string product, string region)
    {
        try
        {
            return OnDemandPrices.Read(product, region);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new BatchException(BatchErrorCode.Provider, "GetProducts: a product of the price list is not in the form that is known.", e) { Provider = AwsProviderName.Value, Resource = region };
        }
    }

    private MachinePrice Price(string region, string type, PurchaseKind purchase, decimal price, string source) => new()
    {
        Provider = AwsProviderName.Value,
        Region = region,
        MachineType = type,
        Purchase = purchase,
        HourlyPrice = price,
        Currency = "USD",
        AsOf = clock.GetUtcNow(),
        Source = source,
    };
}
