using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Refreshing;

/// <summary>
/// Azure Retail Prices (https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices): no sign-in, a page at a time. The list has Windows,
/// low-priority, reservation, development and dedicated-host rows beside the wanted ones, and rows of the past and of the future; none of those is taken.
/// </summary>
public sealed class AzureRetailPrices : IPriceSource, IDisposable
{
    private const string Provider = "azure";
    private const string Source = "azure-retail-prices";

    private static readonly Uri Vendor = new("https://prices.azure.com");

    private readonly PriceHttp _http;
    private readonly Uri _endpoint;

    /// <summary>Creates a source. Calls nothing.</summary>
    /// <param name="options">Settings. Default: <see cref="PriceFeedOptions"/> as they are.</param>
    public AzureRetailPrices(PriceFeedOptions? options = null)
    {
        options ??= new PriceFeedOptions();
        _http = new PriceHttp(Provider, options);
        _endpoint = options.Endpoint ?? Vendor;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MachinePrice> GetPricesAsync(string region, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(region);
        var now = _http.Now;
        var newest = new Dictionary<(string Type, PurchaseKind Purchase), (DateTimeOffset From, decimal Price)>();
        // The service knows no "or", and names are case-sensitive from this version on.
        var filter = $"serviceName eq 'Virtual Machines' and armRegionName eq '{region.Replace("'", "''")}' and priceType eq 'Consumption'";
        Uri? page = new(_endpoint, "/api/retail/prices?api-version=2023-01-01-preview&$filter=" + Uri.EscapeDataString(filter));
        while (page is not null)
        {
            using var document = await _http.GetJsonAsync(page, cancellationToken).ConfigureAwait(false);
            foreach (var item in document.RootElement.GetProperty("Items").EnumerateArray())
            {
                Take(newest, item, now);
            }

            // How many rows a page has is not promised; only the link says whether there are more.
            page = document.RootElement.TryGetProperty("NextPageLink", out var link) && link.ValueKind == JsonValueKind.String && link.GetString() is { Length: > 0 } next
                ? _http.SameHost(page, next)
                : null;
        }

        foreach (var price in newest)
        {
            yield return new MachinePrice
            {
                Provider = Provider,
                Region = region,
                MachineType = price.Key.Type,
                Purchase = price.Key.Purchase,
                HourlyPrice = price.Value.Price,
                Currency = "USD",
                AsOf = now,
                Source = Source,
            };
        }
    }

    /// <summary>Gives back the connection.</summary>
    public void Dispose() => _http.Dispose();

    private static void Take(Dictionary<(string Type, PurchaseKind Purchase), (DateTimeOffset From, decimal Price)> newest, JsonElement item, DateTimeOffset now)
    {
        var type = Text(item, "armSkuName");
        var price = item.TryGetProperty("retailPrice", out var retail) && retail.TryGetDecimal(out var value) ? value : 0;
        if (type.Length == 0 || price <= 0 || !IsOurs(item)
            || !DateTimeOffset.TryParse(Text(item, "effectiveStartDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from) || from > now)
        {
            return;
        }

        var key = (type, Text(item, "skuName").EndsWith(" Spot", StringComparison.Ordinal) ? PurchaseKind.Spot : PurchaseKind.OnDemand);
        if (!newest.TryGetValue(key, out var known) || from > known.From)
        {
            newest[key] = (from, price);
        }
    }

    // A reservation's row has the price of its whole term under the unit "1 Hour".
    private static bool IsOurs(JsonElement item) =>
        Text(item, "currencyCode") == "USD"
        && Text(item, "type") == "Consumption"
        && Text(item, "unitOfMeasure") == "1 Hour"
        && !Text(item, "productName").EndsWith(" Windows", StringComparison.Ordinal)
        && Text(item, "productName").IndexOf("Dedicated Host", StringComparison.Ordinal) < 0
        && !Text(item, "skuName").EndsWith(" Low Priority", StringComparison.Ordinal)
        && !Text(item, "meterName").EndsWith(" Low Priority", StringComparison.Ordinal)
        && (!item.TryGetProperty("tierMinimumUnits", out var tier) || tier.GetDecimal() == 0);

    private static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
