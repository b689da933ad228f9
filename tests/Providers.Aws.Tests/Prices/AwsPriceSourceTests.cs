using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using MultiBatch.Machines;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Providers.Aws.Tests.Prices;

/// <summary>Against a server on the loopback that answers in the shapes the vendor documents.</summary>
public sealed class AwsPriceSourceTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly HttpListener _listener;
    private readonly Uri _endpoint;
    private readonly ManualTimeProvider _clock = new(Now);
    private readonly List<(string Authorization, string Body)> _asked = [];

    public AwsPriceSourceTests()
    {
        for (var tries = 0; ; tries++)
        {
            var port = Random.Shared.Next(20_000, 60_000);
            _listener = new HttpListener();
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                _listener.Start();
                _endpoint = new Uri($"http://127.0.0.1:{port}");
                break;
            }
            catch (HttpListenerException) when (tries < 50)
            {
                // The port is taken: another one.
            }
        }
    }

    public void Dispose() => _listener.Close();

    [Fact]
    public async Task Prices_are_those_of_shared_Linux_and_spot_is_the_mean_of_the_zones()
    {
        var prices = await ReadAsync((target, body) => (200, target is not null
            ? body.Contains("NextToken", StringComparison.Ordinal)
                ? Products(null, [Product("m5a.xlarge", "0.2000000000", tenancy: "Dedicated"), Product("c6a.large", "0.0000000000"), Product("c6a.xlarge", "0.1530000000", unit: "Quantity")])
                : Products("page 2", [Product("m5a.xlarge", "0.1720000000"), Product("m5a.xlarge", "0.3560000000", os: "Windows"), Product("m5a.2xlarge", "0.344", region: "us-east-1")])
            : body.Contains("NextToken=more", StringComparison.Ordinal)
                ? Spot(null, [("m5a.xlarge", "eu-west-1b", "0.0900", "2026-11-27T09:00:00.000Z", "Linux/UNIX"), ("m5a.xlarge", "eu-west-1c", "0.2", "2026-11-27T09:00:00.000Z", "Windows")])
                : Spot("more", [("m5a.xlarge", "eu-west-1a", "0.0500", "2026-11-01T09:00:00.000Z", "Linux/UNIX"), ("m5a.xlarge", "eu-west-1a", "0.0700", "2026-11-27T09:00:00.000Z", "Linux/UNIX")])));

        Assert.Equal(["m5a.xlarge OnDemand 0.172 aws-price-list", "m5a.xlarge Spot 0.08 aws-spot-price-history"], prices);
        using var asked = JsonDocument.Parse(_asked[0].Body);
        Assert.Equal(
            "regionCode=eu-west-1 operatingSystem=Linux tenancy=Shared preInstalledSw=NA capacitystatus=Used licenseModel=No License required",
            string.Join(' ', asked.RootElement.GetProperty("Filters").EnumerateArray().Select(filter => $"{filter.GetProperty("Field")}={filter.GetProperty("Value")}")));
        Assert.Equal(["ServiceCode", "Filters", "FormatVersion", "MaxResults"], asked.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Matches(
            "^Action=DescribeSpotPriceHistory&Version=2016-11-15&StartTime=(2026-11-27T12%3A[0-9%A]+Z)&EndTime=\\1&ProductDescription.1=Linux%2FUNIX&MaxResults=1000$", _asked[2].Body);
    }

    [Fact]
    public async Task Calls_are_signed_for_the_price_list_at_home_and_for_EC2_in_the_region()
    {
        await ReadAsync((target, _) => (200, target is not null ? Products(null, []) : Spot(null, [])));

        Assert.Contains("Credential=AKID/20261127/us-east-1/pricing/aws4_request", _asked[0].Authorization, StringComparison.Ordinal);
        Assert.Contains("Credential=AKID/20261127/eu-west-1/ec2/aws4_request", _asked[1].Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_service_is_asked_for_the_same_page_again()
    {
        var calls = 0;
        var prices = await ReadAsync((target, _) => ++calls switch
        {
            // Throttled, in the way of each protocol: JSON with 400, XML with 503.
            1 => (400, """{"__type":"ThrottlingException","message":"Rate exceeded"}"""),
            2 => (200, Products(null, [Product("m5a.xlarge", "0.172")])),
            3 => (503, "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message></Error></Errors><RequestID>r</RequestID></Response>"),
            _ => (200, Spot(null, [("m5a.xlarge", "eu-west-1a", "0.05", "2026-11-27T09:00:00Z", "Linux/UNIX")])),
        });

        Assert.Equal(2, prices.Count);
        Assert.Equal(4, calls);
        Assert.True(_clock.GetUtcNow() - Now >= TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(403, """{"__type":"AccessDeniedException","Message":"not authorized to perform: pricing:GetProducts"}""", BatchErrorCode.PermissionDenied)]
    [InlineData(200, """{"PriceList":["{"]}""", BatchErrorCode.Provider)]
    public async Task A_refusal_or_a_broken_list_is_an_error_and_no_short_list(int status, string body, BatchErrorCode code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<BatchException>(() => ReadAsync((_, _) => (status, body)))).Code);

    private async Task<List<string>> ReadAsync(Func<string?, string, (int Status, string Body)> answer)
    {
        var serving = ServeAsync(answer);
        var options = new AwsBatchOptions { Region = "ap-south-1", Endpoint = _endpoint, Credentials = new BasicAWSCredentials("AKID", "secret"), CallTimeout = TimeSpan.FromDays(30) };
        await using var provider = new AwsBatchProvider(options, new ProviderContext { TimeProvider = _clock });
        var source = (IPriceSource)provider.GetService(typeof(IPriceSource))!;
        var prices = new List<string>();
        try
        {
            await using (new ClockRunner(_clock))
            {
                await foreach (var price in source.GetPricesAsync("eu-west-1", CancellationToken.None))
                {
                    Assert.Equal(("aws", "eu-west-1", "USD"), (price.Provider, price.Region, price.Currency));
                    prices.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{price.MachineType} {price.Purchase} {price.HourlyPrice:0.######} {price.Source}"));
                }
            }
        }
        finally
        {
            _listener.Stop();
            await serving;
        }

        return [.. prices.Order(StringComparer.Ordinal)];
    }

    private async Task ServeAsync(Func<string?, string, (int Status, string Body)> answer)
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            _asked.Add((context.Request.Headers["Authorization"] ?? string.Empty, body));
            var (status, text) = answer(context.Request.Headers["X-Amz-Target"], body);
            context.Response.StatusCode = status;
            context.Response.ContentType = text.StartsWith('<') ? "text/xml" : "application/x-amz-json-1.1";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
            context.Response.Close();
        }
    }

    private static string Products(string? next, string[] products) => JsonSerializer.Serialize(new { FormatVersion = "aws_v1", PriceList = products, NextToken = next });

    private static string Product(string type, string price, string tenancy = "Shared", string os = "Linux", string unit = "Hrs", string region = "eu-west-1") => JsonSerializer.Serialize(new
    {
        product = new { productFamily = "Compute Instance", sku = "SKU", attributes = new { instanceType = type, regionCode = region, operatingSystem = os, tenancy, preInstalledSw = "NA", capacitystatus = "Used", licenseModel = "No License required", vcpu = "4", memory = "16 GiB" } },
        terms = new { OnDemand = new Dictionary<string, object> { ["SKU.JRTCKXETXF"] = new { priceDimensions = new Dictionary<string, object> { ["SKU.JRTCKXETXF.6YS6EN2CT7"] = new { unit, pricePerUnit = new { USD = price } } } } } },
    });

    private static string Spot(string? next, (string Type, string Zone, string Price, string At, string Product)[] items) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><DescribeSpotPriceHistoryResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId><spotPriceHistorySet>"
        + string.Concat(items.Select(item => $"<item><instanceType>{item.Type}</instanceType><productDescription>{item.Product}</productDescription><spotPrice>{item.Price}</spotPrice><timestamp>{item.At}</timestamp><availabilityZone>{item.Zone}</availabilityZone></item>"))
        + $"</spotPriceHistorySet><nextToken>{next}</nextToken></DescribeSpotPriceHistoryResponse>";
}
