using System.Globalization;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>How old prices are, and when that matters.</summary>
internal static class PriceAge
{
    // Four fifths of spot prices move by more than 5 % within months; list prices change for a few machines a year.
    private const int SpotDays = 30;
    private const int OnDemandDays = 180;

    public static int Days(DateTime date, DateTime now) => Math.Max(0, (int)(now.Date - date.Date).TotalDays);

    public static string? Note(CostRow row, DateTime now)
    {
        var days = Days(row.Price.Date, now);
        return row.Purchase.Kind != PurchaseKind.OnDemand
            ? days > SpotDays ? $"spot price of {Day(row.Price.Date)}, {days} days old: a guess" : null
            : days > OnDemandDays ? $"price of {Day(row.Price.Date)}, {days} days old" : null;
    }

    /// <summary>What is to be said about all rows together.</summary>
    public static IReadOnlyList<string> Warnings(IReadOnlyList<ProviderCosts> providers, DateTime now)
    {
        var best = providers.Where(provider => provider.Best is not null).Select(provider => provider.Best!).ToList();
        var warnings = new List<string>();
        if (best.Count > 1)
        {
            var oldest = best.OrderBy(row => row.Price.Date).First();
            var newest = best.OrderBy(row => row.Price.Date).Last();
            var apart = (newest.Price.Date - oldest.Price.Date).TotalDays;
            if (apart > SpotDays)
            {
                warnings.Add(
                    $"prices are {apart.ToString("0", CultureInfo.InvariantCulture)} days apart ({oldest.Machine.Provider} {Day(oldest.Price.Date)}, {newest.Machine.Provider} {Day(newest.Price.Date)}): the order may be one of dates");
            }
        }

        var stale = best.Where(row => row.Purchase.Kind != PurchaseKind.OnDemand && Days(row.Price.Date, now) > SpotDays).Select(row => row.Machine.Provider).ToList();
        if (stale.Count > 0)
        {
            warnings.Add($"spot prices of {string.Join(", ", stale)} are older than {SpotDays} days and are guesses; 'multibatch costs refresh' reads current ones");
        }

        return warnings;
    }

    public static string Day(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
