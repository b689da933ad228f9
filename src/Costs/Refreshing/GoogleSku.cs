using System.Text.Json;

namespace MultiBatch.Costs.Refreshing;

/// <summary>One SKU of the billing catalogue, as far as it is used.</summary>
internal sealed class GoogleSku
{
    public required string Description { get; init; }

    public required string UsageType { get; init; }

    public required string Unit { get; init; }

    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Dollars for one unit.</summary>
    public required decimal Price { get; init; }

    /// <summary>Reads a SKU; null for one that has no price in dollars, which is unknown and not free.</summary>
    public static GoogleSku? Read(JsonElement sku)
    {
        var category = sku.GetProperty("category");
        if (category.GetProperty("resourceFamily").GetString() != "Compute" || !sku.TryGetProperty("pricingInfo", out var pricing) || pricing.GetArrayLength() == 0)
        {
            return null;
        }

        var expression = pricing[pricing.GetArrayLength() - 1].GetProperty("pricingExpression");
        decimal? price = null;
        var start = -1m;
        foreach (var tier in expression.GetProperty("tieredRates").EnumerateArray())
        {
            // The tier of the first unit: the last one is the price of large amounts.
            var from = tier.TryGetProperty("startUsageAmount", out var amount) ? amount.GetDecimal() : 0;
            if (from == 0 || start < 0)
            {
                (price, start) = (Dollars(tier.GetProperty("unitPrice")), from);
                if (from == 0)
                {
                    break;
                }
            }
        }

        return price is not > 0 ? null : new GoogleSku
        {
            Description = sku.GetProperty("description").GetString()!,
            UsageType = category.GetProperty("usageType").GetString()!,
            Unit = expression.GetProperty("usageUnit").GetString()!,
            Regions = sku.GetProperty("serviceRegions").EnumerateArray().Select(region => region.GetString()!).ToList(),
            Price = price.Value,
        };
    }

    private static decimal? Dollars(JsonElement price)
    {
        if (price.GetProperty("currencyCode").GetString() != "USD")
        {
            return null;
        }

        var units = price.TryGetProperty("units", out var whole) && decimal.TryParse(whole.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 0;
        return units + ((price.TryGetProperty("nanos", out var nanos) ? nanos.GetDecimal() : 0) / 1_000_000_000m);
    }
}
