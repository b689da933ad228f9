using System.Globalization;
using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Adjusting;

/// <summary>
/// The file <c>costs.json</c>: by connection or by provider, what is paid other than the list price:
/// <c>{"aws-prod": {"provider": "aws", "discount": "12%", "prices": [{"machineType": …, "region": …, "purchase": …, "hourlyPrice": …, "asOf": …}]}}</c>.
/// What is said of a connection holds before what is said of its provider.
/// </summary>
public static class PriceAdjustmentFile
{
    /// <summary>The usual name of the file.</summary>
    public const string Name = "costs.json";

    /// <summary>Reads a file.</summary>
    /// <param name="json">The file, as UTF-8; comments and commas at the end of lists are allowed.</param>
    /// <param name="connection">The connection whose entry counts beside those of providers; null for none.</param>
    /// <exception cref="FormatException">The file is none of these, or a value is out of its range; the message says which.</exception>
    public static PriceAdjustments Read(byte[] json, string? connection = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var discounts = new Dictionary<string, decimal>(StringComparer.Ordinal);
            var prices = new List<MachinePrice>();
            var entries = document.RootElement.EnumerateObject().Select(entry => (entry.Name, Provider: ProviderOf(entry), entry.Value)).ToList();

            // The connection's own entry last: its discount replaces the provider's. Its prices first: the first that fits is taken.
            foreach (var entry in entries.Where(entry => entry.Name == entry.Provider && entry.Name != connection).Concat(entries.Where(entry => entry.Name == connection)))
            {
                if (entry.Value.TryGetProperty("discount", out var discount))
                {
                    discounts[entry.Provider] = ShareOf(discount);
                }

                if (entry.Value.TryGetProperty("prices", out var list))
                {
                    prices.InsertRange(0, list.EnumerateArray().Select(price => Price(entry.Provider, price)));
                }
            }

            var read = new PriceAdjustments { Discounts = discounts, Prices = prices };
            read.Validate();
            return read;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    /// <summary>Reads a share, as <c>12%</c> or <c>0.12</c>, from 0 to below 1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="share">The share.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryParseShare(string? text, out decimal share)
    {
        share = 0;
        var trimmed = text?.Trim() ?? string.Empty;
        var isPercent = trimmed.Length > 0 && trimmed[trimmed.Length - 1] == '%';
        if (!decimal.TryParse(trimmed.TrimEnd('%').Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        share = isPercent ? number / 100 : number;
        return share is >= 0 and < 1;
    }

    private static string ProviderOf(JsonProperty entry) =>
        entry.Value.TryGetProperty("provider", out var named) ? named.GetString() ?? entry.Name : entry.Name;

    private static decimal ShareOf(JsonElement discount) =>
        TryParseShare(discount.ValueKind == JsonValueKind.Number ? discount.GetRawText() : discount.GetString(), out var share)
            ? share
            : throw new FormatException($"discount '{discount}' is no share from 0% to below 100%");

    private static MachinePrice Price(string provider, JsonElement price) => new()
    {
        Provider = provider,
        MachineType = price.GetProperty("machineType").GetString()!,
        Region = price.GetProperty("region").GetString()!,
        Purchase = price.TryGetProperty("purchase", out var purchase) ? Purchase.Parse(purchase.GetString()!).Kind : PurchaseKind.OnDemand,
        HourlyPrice = price.GetProperty("hourlyPrice").GetDecimal(),
        Currency = Catalogue.PriceCatalogue.Currency,
        AsOf = price.GetProperty("asOf").GetDateTimeOffset(),
        Source = Name,
    };
}
