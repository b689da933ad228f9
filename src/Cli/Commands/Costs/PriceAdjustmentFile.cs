using System.Globalization;
using System.Text.Json;
using MultiBatch.Cli.Errors;
using MultiBatch.Connections;
using MultiBatch.Costs.Adjusting;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>
/// The user's <c>costs.json</c>: by connection (or by provider, for connections without an entry), what is paid other than the list price:
/// <c>{"aws-prod": {"provider": "aws", "discount": "12%", "prices": [{"machineType": …, "region": …, "purchase": …, "hourlyPrice": …, "asOf": …}]}}</c>.
/// </summary>
internal static class PriceAdjustmentFile
{
    public const string Name = "costs.json";

    public static PriceAdjustments Read(string? connection)
    {
        var path = Path.Combine(UserDataFolder.Find().Path, Name);
        return File.Exists(path) ? Read(File.ReadAllBytes(path), path, connection) : PriceAdjustments.None;
    }

    public static bool TryShare(string text, out decimal share)
    {
        share = 0;
        var isPercent = text.EndsWith('%');
        if (!decimal.TryParse(text.TrimEnd('%').Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        share = isPercent ? number / 100 : number;
        return share is >= 0 and < 1;
    }

    internal static PriceAdjustments Read(byte[] json, string path, string? connection)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            var discounts = new Dictionary<string, decimal>(StringComparer.Ordinal);
            var prices = new List<MachinePrice>();
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                var provider = entry.Value.TryGetProperty("provider", out var named) ? named.GetString()! : entry.Name;
                if (entry.Name != connection && entry.Name != provider)
                {
                    continue;
                }

                if (entry.Value.TryGetProperty("discount", out var discount))
                {
                    discounts[provider] = TryShare(discount.ValueKind == JsonValueKind.Number ? discount.GetRawText() : discount.GetString()!, out var share)
                        ? share
                        : throw new FormatException($"discount '{discount}' is no share from 0% to below 100%");
                }

                if (entry.Value.TryGetProperty("prices", out var list))
                {
                    prices.AddRange(list.EnumerateArray().Select(price => Price(provider, price)));
                }
            }

            return new PriceAdjustments { Discounts = discounts, Prices = prices };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidInputException($"{path}: {e.Message}");
        }
    }

    private static MachinePrice Price(string provider, JsonElement price) => new()
    {
        Provider = provider,
        MachineType = price.GetProperty("machineType").GetString()!,
        Region = price.GetProperty("region").GetString()!,
        Purchase = price.TryGetProperty("purchase", out var purchase) ? Purchase.Parse(purchase.GetString()!).Kind : PurchaseKind.OnDemand,
        HourlyPrice = price.GetProperty("hourlyPrice").GetDecimal(),
        Currency = "USD",
        AsOf = price.GetProperty("asOf").GetDateTimeOffset(),
        Source = Name,
    };
}
