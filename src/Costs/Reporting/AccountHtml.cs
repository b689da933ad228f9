using System.Globalization;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Estimating;

namespace MultiBatch.Costs.Reporting;

/// <summary>What jobs did cost, as one page of HTML that needs nothing else.</summary>
public static class AccountHtml
{
    private const int Bars = 20;

    /// <summary>Writes groups of costs.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="below">What they are, in a line.</param>
    /// <param name="checks">Estimates to set beside them, by the key of the group. Default: none.</param>
    public static string Write(IReadOnlyList<CostGroup> groups, string below, IReadOnlyDictionary<string, EstimateCheck>? checks = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var all = new JobCosts { Attempts = groups.SelectMany(group => group.Costs.Attempts).ToList() };
        var page = new HtmlPage("Cost report");
        page.Heading("What did it cost?", below);
        page.Card(
            "Known cost", Dollars(all.KnownCost), $"{Number(all.MachineHours)} machine hours, {all.Attempts.Count} attempts, {Dollars(all.LostCost)} for work that was lost",
            all.UnknownAttempts == 0 ? "Every attempt has a price." : $"{all.UnknownAttempts} attempts have no known price and are not in the sum: the true cost is higher.");
        page.Bars("By group", "Known cost; what is hatched has attempts without a known price.", groups.Take(Bars).Select(group => new HtmlBar
        {
            Label = group.Key.Length == 0 ? "(none)" : group.Key,
            Detail = $"{group.Costs.Attempts.Count} attempts",
            Kind = group.Key.Split(':')[0],
            Value = group.Costs.KnownCost,
            Text = Dollars(group.Costs.KnownCost),
            IsGuess = group.Costs.UnknownAttempts > 0,
        }));
        page.Table("Groups", ["Group", "Known cost", "For lost work", "Machine hours", "Attempts", "Without a price"], groups.Select(group => new[]
        {
            group.Key.Length == 0 ? "(none)" : group.Key, Dollars(group.Costs.KnownCost), Dollars(group.Costs.LostCost), Number(group.Costs.MachineHours),
            group.Costs.Attempts.Count.ToString(CultureInfo.InvariantCulture), group.Costs.UnknownAttempts.ToString(CultureInfo.InvariantCulture),
        }));
        if (checks is { Count: > 0 })
        {
            page.Table("Against the estimate", ["Group", "Estimate", "Range", "Actual", "Actual / estimate", "A task taken to run"], groups.Where(group => checks.ContainsKey(group.Key)).Select(group => Check(group, checks[group.Key])));
        }

        page.List("What the figures rest on", all.Attempts.Where(attempt => attempt.Cost is not null && attempt.Basis is not null).Select(attempt => attempt.Basis!).Take(20));
        page.List("What is not known", all.Attempts.Where(attempt => attempt.Cost is null && attempt.Note is not null).Select(attempt => attempt.Note!).Take(20));
        page.Footer("Worked out from the attempts the service reports, with list prices of the days noted. Not in it: the start and the idle end of machines, disks, traffic, taxes, committed use, negotiated rates.");
        return page.ToString();
    }

    private static string[] Check(CostGroup group, EstimateCheck check) =>
    [
        group.Key, Dollars(check.Estimate.TotalCost), $"{Dollars(check.Estimate.LowCost)} to {(check.Estimate.HighCost is { } high ? Dollars(high) : "unknown")}",
        Dollars(group.Costs.KnownCost), check.Ratio is { } ratio ? (ratio * 100).ToString("0", CultureInfo.InvariantCulture) + " %" : "not wholly known", $"{DurationText.Format(check.Duration)}, {check.Basis}",
    ];

    private static string Dollars(decimal amount) => "$" + amount.ToString(amount >= 1000 ? "#,##0" : amount >= 1 || amount == 0 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("#,##0.##", CultureInfo.InvariantCulture);
}
