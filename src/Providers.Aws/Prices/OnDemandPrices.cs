using System.Globalization;
using System.Text.Json;
using MultiBatch.Providers.Aws.Wire.Prices;

namespace MultiBatch.Providers.Aws.Prices;

/// <summary>
/// Prices on demand among the products of EC2. Without each of the filters the list has other systems, dedicated hosts and reserved capacity beside the wanted rows;
/// what comes back is checked against them once more.
/// </summary>
internal static class OnDemandPrices
{
    private static readonly ProductFilter[] Plain =
    [
        new() { Field = "operatingSystem", Value = "Linux" },
        new() { Field = "tenancy", Value = "Shared" },
        new() { Field = "preInstalledSw", Value = "NA" },
        new() { Field = "capacitystatus", Value = "Used" },
        new() { Field = "licenseModel", Value = "No License required" },
    ];

    public static GetProductsRequest Request(string region, string? token) => new()
    {
        ServiceCode = "AmazonEC2", Filters = [new ProductFilter { Field = "regionCode", Value = region }, .. Plain], NextToken = token,
    };

    /// <summary>The machine type and the price of an hour, in dollars; null for what is no such price.</summary>
    /// <exception cref="JsonException">The product is no JSON.</exception>
    public static (string Type, decimal Price)? Read(string product, string region)
    {
        using var document = JsonDocument.Parse(product);
        if (!document.RootElement.TryGetProperty("product", out var what) || !what.TryGetProperty("attributes", out var attributes)
            || !Is(attributes, "regionCode", region) || !Array.TrueForAll(Plain, filter => Is(attributes, filter.Field, filter.Value))
            || !attributes.TryGetProperty("instanceType", out var type)
            || !document.RootElement.TryGetProperty("terms", out var terms) || !terms.TryGetProperty("OnDemand", out var onDemand))
        {
            return null;
        }

        foreach (var dimension in onDemand.EnumerateObject().SelectMany(term => term.Value.GetProperty("priceDimensions").EnumerateObject()).Select(dimension => dimension.Value))
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
}
