using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Refreshing;

/// <summary>
/// AWS Price List (GetProducts) and the spot price history of EC2. Both need signed calls, which the handler signs: service <c>pricing</c> for the first, <c>ec2</c> for the
/// second. Without each of the filters below the list has other systems, dedicated hosts and reserved capacity beside the wanted rows.
/// </summary>
public sealed class AwsPriceList : IPriceSource, IDisposable
{
    private const string Provider = "aws";
    private const int MostResults = 100;

    private static readonly string[][] Filters =
    [
        ["operatingSystem", "Linux"], ["tenancy", "Shared"], ["preInstalledSw", "NA"], ["capacitystatus", "Used"], ["licenseModel", "No License required"],
    ];

    private readonly PriceHttp _http;
    private readonly Uri? _endpoint;

    /// <summary>Creates a source. Calls nothing.</summary>
    /// <param name="options">Settings; the handler signs.</param>
    public AwsPriceList(PriceFeedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _http = new PriceHttp(Provider, options);
        _endpoint = options.Endpoint;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MachinePrice> GetPricesAsync(string region, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(region);
        var seen = new Dictionary<string, decimal>(StringComparer.Ordinal);
        string? token = null;
        do
        {
            using var response = await _http.SendAsync(() => Products(region, token), cancellationToken).ConfigureAwait(false);
            using var page = await _http.ReadJsonAsync(response, cancellationToken).ConfigureAwait(false);
            foreach (var product in page.RootElement.GetProperty("PriceList").EnumerateArray())
            {
                // Each item is a text that holds JSON.
                using var document = JsonDocument.Parse(product.GetString()!);
                if (OnDemand(document.RootElement, region) is { } row)
                {
                    // Two rows for one type would make the last one win; the lower one is the plain one.
                    seen[row.Type] = seen.TryGetValue(row.Type, out var other) ? Math.Min(other, row.Price) : row.Price;
                }
            }

            token = page.RootElement.TryGetProperty("NextToken", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
        }
        while (!string.IsNullOrEmpty(token));

        foreach (var price in seen)
        {
            yield return Price(region, price.Key, PurchaseKind.OnDemand, price.Value, "aws-price-list");
        }

        foreach (var price in await SpotAsync(region, cancellationToken).ConfigureAwait(false))
        {
            yield return Price(region, price.Key, PurchaseKind.Spot, price.Value, "aws-spot-price-history");
        }
    }

    /// <summary>Gives back the connection.</summary>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Products(string region, string? token)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("ServiceCode", "AmazonEC2");
            json.WriteStartArray("Filters");
            foreach (var filter in Filters.Prepend(["regionCode", region]))
            {
                json.WriteStartObject();
                json.WriteString("Type", "TERM_MATCH");
                json.WriteString("Field", filter[0]);
                json.WriteString("Value", filter[1]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("FormatVersion", "aws_v1");
            if (token is not null)
            {
                json.WriteString("NextToken", token);
            }

            json.WriteNumber("MaxResults", MostResults);
            json.WriteEndObject();
        }

        var request = new HttpRequestMessage(HttpMethod.Post, _endpoint ?? new Uri("https://api.pricing.us-east-1.amazonaws.com/"))
        {
            Content = new ByteArrayContent(buffer.ToArray()),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "AWSPriceListService.GetProducts");
        return request;
    }

    private static (string Type, decimal Price)? OnDemand(JsonElement product, string region)
    {
        var attributes = product.GetProperty("product").GetProperty("attributes");
        if (!Is(attributes, "regionCode", region) || !Array.TrueForAll(Filters, filter => Is(attributes, filter[0], filter[1]))
            || !attributes.TryGetProperty("instanceType", out var type)
            || !product.GetProperty("terms").TryGetProperty("OnDemand", out var terms))
        {
            return null;
        }

        foreach (var dimension in terms.EnumerateObject().SelectMany(term => term.Value.GetProperty("priceDimensions").EnumerateObject()).Select(dimension => dimension.Value))
        {
            if (dimension.GetProperty("unit").GetString() == "Hrs" && dimension.GetProperty("pricePerUnit").TryGetProperty("USD", out var text)
                && decimal.TryParse(text.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price > 0)
            {
                return (type.GetString()!, price);
            }
        }

        return null;
    }

    private static bool Is(JsonElement attributes, string name, string value) =>
        !attributes.TryGetProperty(name, out var own) || string.Equals(own.GetString(), value, StringComparison.OrdinalIgnoreCase);

    // Prices differ by zone: the mean of the zones' last prices is what a job can expect.
    private async Task<IReadOnlyDictionary<string, decimal>> SpotAsync(string region, CancellationToken cancellationToken)
    {
        var now = _http.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var last = new Dictionary<(string Type, string Zone), (DateTimeOffset At, decimal Price)>();
        string? token = null;
        do
        {
            using var response = await _http.SendAsync(() => History(region, now, token), cancellationToken).ConfigureAwait(false);
            var page = await ReadXmlAsync(response, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Descendants().Where(element => element.Name.LocalName == "item"))
            {
                if (Value(item, "productDescription") == "Linux/UNIX"
                    && decimal.TryParse(Value(item, "spotPrice"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price > 0
                    && DateTimeOffset.TryParse(Value(item, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                {
                    var key = (Value(item, "instanceType"), Value(item, "availabilityZone"));
                    last[key] = last.TryGetValue(key, out var known) && known.At > at ? known : (at, price);
                }
            }

            token = page.Root!.Elements().Where(element => element.Name.LocalName == "nextToken").Select(element => element.Value).FirstOrDefault();
        }
        while (!string.IsNullOrEmpty(token));

        return last.GroupBy(price => price.Key.Type).ToDictionary(type => type.Key, type => decimal.Round(type.Average(zone => zone.Value.Price), 6));
    }

    private HttpRequestMessage History(string region, string now, string? token)
    {
        // With the same start and end the service gives the price that holds at that moment.
        var form = new StringBuilder("Action=DescribeSpotPriceHistory&Version=2016-11-15&StartTime=").Append(Uri.EscapeDataString(now)).Append("&EndTime=").Append(Uri.EscapeDataString(now))
            .Append("&ProductDescription.1=Linux%2FUNIX&MaxResults=1000");
        if (token is not null)
        {
            form.Append("&NextToken=").Append(Uri.EscapeDataString(token));
        }

        return new HttpRequestMessage(HttpMethod.Post, _endpoint ?? new Uri($"https://ec2.{region}.amazonaws.com/"))
        {
            Content = new StringContent(form.ToString(), Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
    }

    private static async Task<XDocument> ReadXmlAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader);
        }
        catch (XmlException e)
        {
            throw new BatchException(BatchErrorCode.Provider, "aws prices: the spot price history is no XML or was cut off", e) { Provider = Provider };
        }
    }

    private static string Value(XElement item, string name) => item.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? string.Empty;

    private MachinePrice Price(string region, string type, PurchaseKind purchase, decimal price, string source) => new()
    {
        Provider = Provider,
        Region = region,
        MachineType = type,
        Purchase = purchase,
        HourlyPrice = price,
        Currency = "USD",
        AsOf = _http.Now,
        Source = source,
    };
}
