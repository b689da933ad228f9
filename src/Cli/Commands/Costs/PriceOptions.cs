using System.CommandLine;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Catalogue;
using MultiBatch.FrontEnds.Costs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>Which prices to count with.</summary>
internal sealed class PriceOptions
{
    private readonly Option<string?> _prices = CommandExtensions.Text("--prices", "FILE", "Prices of a file (CSV or snapshot, .gz or not) in place of the built-in ones.");
    private readonly Option<string[]> _discounts = CommandExtensions.Texts("--discount", "PROVIDER=PERCENT", "Share taken off every price of a provider, as aws=12%. May be repeated.");

    public Symbol[] All => [_prices, _discounts];

    public PriceCatalogue Read(ParseResult parse)
    {
        var path = parse.GetValue(_prices);
        try
        {
            return path is null ? UserPrices.Find().ReadCurrent() : UserPrices.ReadFile(path);
        }
        catch (FormatException e)
        {
            throw new InvalidInputException((path is null ? string.Empty : "--prices: ") + e.Message);
        }
    }

    public PriceAdjustments Adjustments(ParseResult parse, Values values, string? connection = null)
    {
        var adjustments = UserPrices.Find().Adjustments(connection);
        var discounts = adjustments.Discounts.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        foreach (var pair in values.Pairs("--discount", parse.GetValue(_discounts)) ?? new Dictionary<string, string>())
        {
            if (PriceAdjustmentFile.TryParseShare(pair.Value, out var share))
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
