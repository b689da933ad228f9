using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Errors;
using MultiBatch.Providers.Aws.Wire.Calls;
using MultiBatch.Providers.Aws.Wire.Prices;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>The price list, in JSON, and the spot prices of EC2: forms there, XML back.</summary>
internal sealed class AwsPriceWire(AwsCaller caller) : IAwsPriceWire
{
    private const string HomeRegion = "us-east-1";
    private static readonly PriceWireJson Json = PriceWireJson.Instance;

    private static readonly AwsOperation Products = new()
    {
        Service = AwsService.Pricing,
        Name = "GetProducts",
        Path = "/",
        ContentType = "application/x-amz-json-1.1",
        Headers = [new KeyValuePair<string, string>("x-amz-target", "AWSPriceListService.GetProducts")],
        IsChange = false,
    };

    private static readonly AwsOperation History = new()
    {
        Service = AwsService.Ec2, Name = "DescribeSpotPriceHistory", Path = "/", ContentType = "application/x-www-form-urlencoded", IsChange = false,
    };

    public async Task<GetProductsResponse> GetProductsAsync(GetProductsRequest request, CancellationToken cancellationToken)
    {
        var call = new AwsRequest { Operation = Products, Region = HomeRegion, Body = JsonSerializer.SerializeToUtf8Bytes(request, Json.GetProductsRequest) };
        return JsonReplies.Read(await caller.SendAsync(call, cancellationToken).ConfigureAwait(false), call, Json.GetProductsResponse);
    }

    public async Task<DescribeSpotPriceHistoryResponse> DescribeSpotPriceHistoryAsync(DescribeSpotPriceHistoryRequest request, string region, CancellationToken cancellationToken)
    {
        var call = new AwsRequest { Operation = History, Region = region, Body = Form(request), Resource = region };
        var reply = await caller.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return Read(reply) ?? throw AwsErrorReader.Unreadable(reply, call.ToCall(), null, null);
    }

    private static byte[] Form(DescribeSpotPriceHistoryRequest request)
    {
        var form = new StringBuilder("Action=DescribeSpotPriceHistory&Version=2016-11-15");
        Add(form, "StartTime", Time(request.StartTime));
        Add(form, "EndTime", Time(request.EndTime));
        Add(form, "ProductDescription.1", request.ProductDescription);
        Add(form, "MaxResults", request.MaxResults.ToString(CultureInfo.InvariantCulture));
        if (request.NextToken is { Length: > 0 } token)
        {
            Add(form, "NextToken", token);
        }

        return Encoding.ASCII.GetBytes(form.ToString());
    }

    private static void Add(StringBuilder form, string name, string value) => form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DescribeSpotPriceHistoryResponse? Read(HttpReply reply)
    {
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(reply.Body.ToArray(), writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var xml = XElement.Load(reader);
            var items = xml.Elements().FirstOrDefault(element => element.Name.LocalName == "spotPriceHistorySet");
            return items is null ? null : new DescribeSpotPriceHistoryResponse
            {
                SpotPriceHistory = items.Elements().Select(Item).ToList(),
                NextToken = Value(xml, "nextToken"),
            };
        }
        catch (XmlException)
        {
            // No XML, or not all of it.
            return null;
        }
    }

    private static SpotPrice Item(XElement item) => new()
    {
        InstanceType = Value(item, "instanceType"),
        ProductDescription = Value(item, "productDescription"),
        AvailabilityZone = Value(item, "availabilityZone") ?? Value(item, "availabilityZoneId"),
        Price = Value(item, "spotPrice"),
        Timestamp = Value(item, "timestamp"),
    };

    private static string? Value(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
