using System.Text.Json;
using MultiBatch.Costs.Refreshing;
using MultiBatch.Costs.Tests.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Machines;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Costs.Tests.Refreshing;

public class FeedTests
{
    [Fact]
    public async Task Azure_pages_are_followed_and_only_Linux_consumption_in_dollars_is_taken()
    {
        await using var server = new PriceServer((request, _) => (200, request.QueryString["$skip"] switch
        {
            null => Azure("/api/retail/prices?api-version=2023-01-01-preview&$skip=4", [
                Item("Standard_D4s_v5", 0.192),
                Item("Standard_D4s_v5", 0.376, product: "Virtual Machines Dsv5 Series Windows"),
                Item("Standard_D4s_v5", 0.0384, sku: "D4s v5 Low Priority", meter: "D4s v5 Low Priority"),
                Item("Standard_D4s_v5", 0.024, sku: "D4s v5 Spot", meter: "D4s v5 Spot")]),
            "4" => Azure("/api/retail/prices?api-version=2023-01-01-preview&$skip=8", [
                Item("Standard_D4s_v5", 4206.6, kind: "Reservation"),
                Item("Standard_D4s_v5", 0.25, from: "2020-01-01T00:00:00Z"),
                Item("Standard_D4s_v5", 0.31, from: "2027-01-01T00:00:00Z"),
                Item("Standard_D8s_v5", 0.0)]),
            _ => Azure(null, [
                Item("Standard_D2s_v5", 0.09, currency: "EUR"),
                Item("Standard_E4s_v5", 1.2, product: "Esv5 Series Dedicated Host"),
                Item("Standard_E2s_v5", 0.126)]),
        }));
        using var source = new AzureRetailPrices(Options(server));

        Assert.Equal(
            ["Standard_D4s_v5 OnDemand 0.192", "Standard_D4s_v5 Spot 0.024", "Standard_E2s_v5 OnDemand 0.126"],
            await ReadAsync(source, "eastus"));
        Assert.Equal(3, server.Asked.Count);
        Assert.Contains("armRegionName%20eq%20%27eastus%27", server.Asked[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_next_page_on_another_host_is_not_followed()
    {
        await using var server = new PriceServer((_, _) => (200, Azure("https://example.org/api/retail/prices?$skip=4", [Item("Standard_D4s_v5", 0.192)])));
        using var source = new AzureRetailPrices(Options(server));

        var error = await Assert.ThrowsAsync<BatchException>(() => ReadAsync(source, "eastus"));
        Assert.Contains("another host, example.org", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_after_the_time_it_names()
    {
        var asked = 0;
        await using var server = new PriceServer((_, _) => ++asked <= 2 ? (429, "slow down") : (200, Azure(null, [Item("Standard_D4s_v5", 0.192)]))) { Header = ("Retry-After", "7") };
        var clock = new ManualTimeProvider(Questions.Now);
        using var source = new AzureRetailPrices(Options(server) with { TimeProvider = clock });

        await using (new ClockRunner(clock))
        {
            Assert.Single(await ReadAsync(source, "eastus"));
        }

        Assert.True(clock.GetUtcNow() - Questions.Now >= TimeSpan.FromSeconds(14));
        Assert.Equal(3, asked);
    }

    [Theory]
    [InlineData(403, BatchErrorCode.PermissionDenied)]
    [InlineData(401, BatchErrorCode.Unauthenticated)]
    [InlineData(404, BatchErrorCode.Provider)]
    [InlineData(200, BatchErrorCode.Provider)]
    public async Task A_refusal_or_a_cut_reply_is_an_error_and_no_short_list(int status, BatchErrorCode code)
    {
        await using var server = new PriceServer((_, _) => (status, "{\"Items\":["));
        using var source = new AzureRetailPrices(Options(server));

        Assert.Equal(code, (await Assert.ThrowsAsync<BatchException>(() => ReadAsync(source, "eastus"))).Code);
    }

    [Fact]
    public async Task Google_machines_are_the_sum_of_their_parts_where_they_are_sold()
    {
        var known = TestPrices.Of(
            TestPrices.Row("google", "us-central1", "n2-standard-4", "4", "16", "0.2"),
            TestPrices.Row("google", "europe-west4", "n2-highmem-4", "4", "32", "0.3"),
            TestPrices.Row("google", "us-central1", "e2-medium", "2", "4", "0.04"),
            TestPrices.Row("google", "us-central1", "e2-standard-2", "2", "8", "0.07"));
        await using var server = new PriceServer((request, _) => (200, request.QueryString["pageToken"] is null
            ? Google("more", [Sku("N2 Instance Core running in Americas", "h", 0.031611, 31611000), Sku("N2 Custom Instance Core running in Americas", "h", 0.033), Sku("Commitment v1: N2 Cpu", "h", 0.01, usage: "Commit1Yr")])
            : Google(null, [
                Sku("N2 Instance Ram running in Americas", "GiBy.h", 0.004237),
                Sku("Spot Preemptible N2 Instance Core running in Americas", "h", 0.007, usage: "Preemptible"),
                Sku("Spot Preemptible N2 Instance Ram running in Americas", "GiBy.h", 0.001, usage: "Preemptible"),
                Sku("E2 Instance Core running in Americas", "h", 0.02181159),
                Sku("E2 Instance Ram running in Americas", "GiBy.h", 0.00292353)])));
        using var source = new GoogleBillingCatalog(Options(server) with { Known = known });

        // 4 x 0.031611 + 16 x 0.004237 and so on; e2-medium bills half a core and is left alone; n2-highmem-4 is not sold here.
        Assert.Equal(["e2-standard-2 OnDemand 0.06701142", "n2-standard-4 OnDemand 0.194236", "n2-standard-4 Spot 0.044"], await ReadAsync(source, "us-central1"));
        Assert.Empty(await ReadAsync(source, "europe-west4"));
        Assert.Equal(2, server.Asked.Count);
    }

    private static PriceFeedOptions Options(PriceServer server) => new()
    {
        Endpoint = server.Endpoint,
        Interval = TimeSpan.Zero,
        Known = TestPrices.Of(),
        TimeProvider = new ManualTimeProvider(Questions.Now),
    };

    private static async Task<List<string>> ReadAsync(IPriceSource source, string region)
    {
        var prices = new List<string>();
        await foreach (var price in source.GetPricesAsync(region, CancellationToken.None))
        {
            Assert.Equal((region, "USD"), (price.Region, price.Currency));
            prices.Add($"{price.MachineType} {price.Purchase} {price.HourlyPrice.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture)}");
        }

        return [.. prices.Order(StringComparer.Ordinal)];
    }

    private static string Azure(string? next, object[] items) => JsonSerializer.Serialize(new { BillingCurrency = "USD", CustomerEntityId = "Default", CustomerEntityType = "Retail", Items = items, NextPageLink = next, Count = items.Length });

    private static object Item(
        string type, double price, string product = "Virtual Machines Dsv5 Series", string sku = "D4s v5", string meter = "D4s v5", string currency = "USD",
        string from = "2024-01-01T00:00:00Z", string kind = "Consumption") => new { currencyCode = currency, tierMinimumUnits = 0.0, retailPrice = price, armRegionName = "eastus", effectiveStartDate = from, productName = product, skuName = sku, meterName = meter, serviceName = "Virtual Machines", unitOfMeasure = "1 Hour", type = kind, isPrimaryMeterRegion = false, armSkuName = type };

    private static string Google(string? next, object[] skus) => JsonSerializer.Serialize(new { skus, nextPageToken = next ?? string.Empty });

    private static object Sku(string description, string unit, double price, int? nanos = null, string usage = "OnDemand") => new
    {
        name = "services/6F81-5844-456A/skus/0000",
        description,
        category = new { serviceDisplayName = "Compute Engine", resourceFamily = "Compute", resourceGroup = "CPU", usageType = usage },
        serviceRegions = new[] { "us-central1", "us-east1" },
        pricingInfo = new[]
        {
            new
            {
                effectiveTime = "2026-11-01T00:00:00Z",
                pricingExpression = new { usageUnit = unit, displayQuantity = 1, tieredRates = new[] { new { startUsageAmount = 0, unitPrice = new { currencyCode = "USD", units = "0", nanos = nanos ?? (int)Math.Round(price * 1e9) } } } },
            },
        },
    };
}
