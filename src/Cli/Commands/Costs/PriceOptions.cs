using System.CommandLine;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Connections;
using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Catalogue;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>Which prices to count with.</summary>
internal sealed class PriceOptions
{
    private readonly Option<string?> _prices = CommandExtensions.Text("--prices", "FILE", "Prices of a file (CSV or snapshot, .gz or not) in place of the built-in ones.");
    private readonly Option<string[]> _discounts = CommandExtensions.Texts("--discount", "PROVIDER=PERCENT", "Share taken off every price of a provider, as aws=12%. May be repeated.");

    public Symbol[] All => [_prices, _discounts];

    /// <summary>The refreshed prices of the user, as <c>costs refresh</c> leaves them.</summary>
    public static string CacheFile => Path.Combine(UserDataFolder.Find().Path, "prices", "prices.v1.csv.gz");

    /// <summary>The refreshed prices where there are some, else the built-in ones.</summary>
    public static PriceCatalogue ReadCurrent() => File.Exists(CacheFile) ? PriceCatalogue.ReadFile(CacheFile) : PriceCatalogue.ReadEmbedded();

    public PriceCatalogue Read(ParseResult parse)
    {
        var path = parse.GetValue(_prices);
        try
        {
            return path is not null ? PriceCatalogue.ReadFile(path) : ReadCurrent();
        }
        catch (FormatException e)
        {
            throw new InvalidInputException((path is null ? $"{e.Message}; delete {CacheFile} to go back to the built-in prices" : "--prices: " + e.Message));
        }
        catch (Exception e) when (path is not null && e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"--prices: '{path}' cannot be read: {e.Message}");
        }
    }

    public PriceAdjustments Adjustments(ParseResult parse, Values values, string? connection = null)
    {
        var adjustments = PriceAdjustmentFile.Read(connection);
        var discounts = adjustments.Discounts.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var pair in values.Pairs("--discount", parse.GetValue(_discounts)) ?? new Dictionary<string, string>())
        {
            if (PriceAdjustmentFile.TryShare(pair.Value, out var share))
            {
                discounts[pair.Key.ToLowerInvariant()] = share;
            }
            else
            {
                values.Add($"--discount: '{pair.Value}' is no share from 0% to below 100%; write {pair.Key}=12%");
            }
        }

        return adjustments with { Discounts = discounts };
    }
}
