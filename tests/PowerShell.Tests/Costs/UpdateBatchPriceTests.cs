using System.Net;
using System.Text;
using System.Text.Json;
using MultiBatch.PowerShell.Costs;
using MultiBatch.PowerShell.Tests.Support;

namespace MultiBatch.PowerShell.Tests.Costs;

public sealed class UpdateBatchPriceTests : IDisposable
{
    private readonly CmdletWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Prices_that_were_read_are_those_of_the_next_comparison()
    {
        using var listener = Listen(out var endpoint);
        var served = ServeAsync(listener, 200, JsonSerializer.Serialize(new { Items = new[] { 2, 4, 8, 16, 32, 48, 64, 96 }.Select(cores => Item($"Standard_D{cores}as_v5", cores * 0.05)), NextPageLink = (string?)null }));

        var update = _world.Run<UpdateBatchPriceCommand>(("Provider", new[] { "azure" }), ("Region", new[] { "azure:eastus" }), ("Endpoint", endpoint)).All<BatchPriceUpdate>().Single();
        listener.Stop();
        await served;

        Assert.Equal(8, update.Updated);
        Assert.Equal(["azure:eastus"], update.Regions);
        Assert.True(File.Exists(update.File));
        Assert.StartsWith(_world.Folder, update.File, StringComparison.Ordinal);
        Assert.Contains("\"updated\": 8", update.ToJson(), StringComparison.Ordinal);
        var row = _world.Run<CompareBatchCostCommand>(("MachineType", "Standard_D4as_v5"), ("Region", new[] { "azure:eastus" }), ("Purchase", "on-demand"), ("Duration", "1h")).All<BatchCost>().Single();
        Assert.Equal((0.2m, "azure-retail-prices", DateTime.UtcNow.Date), (row.HourlyPrice, row.PriceSource, row.PriceDate));
    }

    [Fact]
    public async Task A_region_that_cannot_be_read_is_an_error_and_keeps_its_prices()
    {
        using var listener = Listen(out var endpoint);
        var served = ServeAsync(listener, 403, "{}");

        var result = _world.Run<UpdateBatchPriceCommand>(("Provider", new[] { "azure" }), ("Region", new[] { "azure:eastus" }), ("Endpoint", endpoint));
        listener.Stop();
        await served;

        Assert.Contains("Prices of azure eastus stay as they were", result.Error("Unavailable").Exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, result.Single<BatchPriceUpdate>().Updated);
    }

    [Fact]
    public void Whatif_reads_nothing()
    {
        var result = _world.Run<UpdateBatchPriceCommand>(("WhatIf", true));

        Assert.Equal("Read current prices and keep them: prices of azure for this user", Assert.Single(result.Questions));
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("google", "MULTIBATCH_GOOGLE_API_KEY")]
    [InlineData("aws", "no connection was named")]
    public void What_is_needed_to_read_prices_is_said(string provider, string message)
    {
        var result = _world.Run<UpdateBatchPriceCommand>(("Provider", new[] { provider }));

        Assert.Contains(message, result.Thrown!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_elsewhere_without_encryption_is_refused()
    {
        var result = _world.Run<UpdateBatchPriceCommand>(("Provider", new[] { "azure" }), ("Endpoint", new Uri("http://example.org")));

        Assert.Equal("InvalidInput", result.TerminatingId);
    }

    private static object Item(string type, double price) => new
    {
        currencyCode = "USD", tierMinimumUnits = 0.0, retailPrice = price, armRegionName = "eastus", effectiveStartDate = "2024-01-01T00:00:00Z", productName = "Virtual Machines Dasv5 Series",
        skuName = "D4as v5", meterName = "D4as v5", serviceName = "Virtual Machines", unitOfMeasure = "1 Hour", type = "Consumption", armSkuName = type,
    };

    private static HttpListener Listen(out Uri endpoint)
    {
        for (var tries = 0; ; tries++)
        {
            var port = Random.Shared.Next(20_000, 60_000);
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                listener.Start();
                endpoint = new Uri($"http://127.0.0.1:{port}");
                return listener;
            }
            catch (HttpListenerException) when (tries < 50)
            {
                // The port is taken: another one.
            }
        }
    }

    private static async Task ServeAsync(HttpListener listener, int status, string body)
    {
        while (true)
        {
            try
            {
                var context = await listener.GetContextAsync();
                context.Response.StatusCode = status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
