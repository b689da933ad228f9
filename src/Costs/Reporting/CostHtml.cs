using System.Globalization;
using System.Text;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Reporting;

/// <summary>Comparisons as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere.</summary>
public static class CostHtml
{
    /// <summary>Writes a comparison.</summary>
    public static string Write(CostComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var found = comparison.Providers.Where(provider => provider.Best is not null).ToList();
        var page = new HtmlPage("Cost comparison");
        page.Heading("Where is it cheapest?", Question(comparison.Query));
        if (comparison.Winner is { } winner)
        {
            page.Card(
                $"{winner.Machine.Provider} · {winner.Region.Name}",
                Dollars(winner.TotalCost),
                $"{winner.Machine.Name}, {winner.Purchase}, {winner.Machines} {(winner.Machines == 1 ? "machine" : "machines")} with {winner.TasksPerMachine} {(winner.TasksPerMachine == 1 ? "task" : "tasks")} each, done after {DurationText.Format(winner.Makespan)}",
                comparison.Why);
            page.Bars("Total by provider", "Bar: the expected total; hatched: on spot, which is less sure. Line: up to the total when it goes badly; with an arrow, beyond the chart.", Totals(found));
            page.Bars("Cheapest machine types", "Each where it is cheapest; the ten cheapest of all providers.", Types(found));
        }

        page.Table("Best of each provider", Columns, found.Select(provider => Cells(provider.Best!)));
        page.Table("Other machine types", Columns, found.SelectMany(provider => provider.Alternatives).OrderBy(row => row.TotalCost).Select(Cells));
        page.Table("What the totals consist of", ["Provider", "Machines", "Disk", "Public address", "Egress", "Logs", "Total"], found.Select(Parts));
        page.List("Ties", found.Where(provider => provider.Best!.Ties.Count > 0).Select(Ties));
        page.List("No match", comparison.Providers.Where(provider => provider.Best is null).Select(NoMatch));
        page.List("How sure is this?", [.. comparison.Warnings, .. found.SelectMany(provider => provider.Best!.Notes.Select(note => $"{provider.Provider}: {note}")), .. Sources(found)]);
        page.Footer(
            $"Prices: {comparison.Catalogue.Name}, put together {PriceAge.Day(comparison.Catalogue.MadeOn)}. List prices in {PriceCatalogue.Currency}; left out: taxes, committed use, negotiated rates, support. "
            + "Ranges assume that machines are there at once; makespan counts no waiting for capacity.");
        return page.ToString();
    }

    private static readonly string[] Columns = ["Provider", "Region", "Machine", "Purchase", "$ / hour", "Machines x tasks", "Makespan", "Total", "Range", "Price of"];

    private static string[] Cells(CostRow row) =>
    [
        row.Machine.Provider, row.Region.Name, $"{row.Machine.Name} ({Number(row.Machine.VCpus)} vCPU, {Number(MachineMemory.ToGibibytes(row.Machine.Memory))} GiB{Gpus(row)})",
        row.Purchase.ToString(), row.HourlyPrice.ToString("0.0000", CultureInfo.InvariantCulture), $"{row.Machines} x {row.TasksPerMachine}", DurationText.Format(row.Makespan),
        Dollars(row.TotalCost), row.HighCost is { } high ? $"{Dollars(row.LowCost)} to {Dollars(high)}" : $"{Dollars(row.LowCost)} to unknown", PriceAge.Day(row.Price.Date),
    ];

    private static string Gpus(CostRow row) => row.Machine.Gpus > 0 ? $", {Number(row.Machine.Gpus)} {row.Machine.GpuModel}" : string.Empty;

    private static string[] Parts(ProviderCosts provider) =>
        [provider.Provider, .. provider.Best!.Lines.Select(line => line.Cost is { } cost ? Dollars(cost) : "unknown"), Dollars(provider.Best.TotalCost)];

    private static IEnumerable<HtmlBar> Totals(IEnumerable<ProviderCosts> providers) => providers.Select(provider => Bar(provider.Provider, $"{provider.Best!.Machine.Name}, {provider.Best.Region.Name}, {provider.Best.Purchase}", provider.Best));

    private static IEnumerable<HtmlBar> Types(IEnumerable<ProviderCosts> providers) => providers
        .SelectMany(provider => provider.Alternatives.Prepend(provider.Best!))
        .OrderBy(row => row.TotalCost)
        .Take(10)
        .Select(row => Bar(row.Machine.Name, $"{row.Machine.Provider}, {row.Region.Name}, {row.Purchase}", row));

    private static HtmlBar Bar(string label, string detail, CostRow row) => new()
    {
        Label = label,
        Detail = detail,
        Kind = row.Machine.Provider,
        Value = row.TotalCost,
        Low = row.LowCost,
        High = row.HighCost,
        Text = Dollars(row.TotalCost),
        IsGuess = row.Purchase.Kind != PurchaseKind.OnDemand,
    };

    private static string Ties(ProviderCosts provider) =>
        $"{provider.Provider}: the same price for {string.Join(", ", provider.Best!.Ties.Take(8).Select(tie => $"{tie.MachineType} in {tie.Region}"))}{(provider.Best.Ties.Count > 8 ? $" and {provider.Best.Ties.Count - 8} more" : string.Empty)}";

    private static string NoMatch(ProviderCosts provider) =>
        $"{provider.Provider}: {string.Join("; ", provider.Reasons)}. {string.Join(" ", provider.Nearest.Select(nearest => $"With {nearest.Change}: {nearest.Row.Machine.Name} in {nearest.Row.Region.Name}, {Dollars(nearest.Row.TotalCost)}."))}";

    private static IEnumerable<string> Sources(IEnumerable<ProviderCosts> providers) => providers
        .Select(provider => provider.Best!.Price)
        .Distinct()
        .Select(origin => $"source {origin.Name}, {PriceAge.Day(origin.Date)}{(origin.Url is null ? string.Empty : ": " + origin.Url)}");

    private static string Question(CostQuery query)
    {
        var text = new StringBuilder();
        text.Append(query.Count.ToString("#,##0", CultureInfo.InvariantCulture)).Append(query.Count == 1 ? " task of " : " tasks of ").Append(DurationText.Format(query.Duration));
        text.Append(query.Parallelism is { } most && most < query.Count ? $", {most} at a time" : string.Empty);
        text.Append(" · ").Append(Number(query.Requirements.VCpus)).Append(" vCPU");
        text.Append(query.Requirements.Memory.Bytes > 0 ? $", {query.Requirements.Memory}" : string.Empty);
        text.Append(query.Requirements.Gpus > 0 ? $", {Number(query.Requirements.Gpus)} GPU {query.Requirements.GpuModel ?? "any"}" : string.Empty);
        text.Append(query.Requirements.Architecture == CpuArchitecture.Arm64 ? ", arm64" : ", amd64");
        text.Append(" · ").Append(query.Scope.Regions is { Count: > 0 } regions ? string.Join(", ", regions) : "regions: " + query.Scope.RegionGroup);
        text.Append(" · ").Append(string.Join(" or ", query.Scope.Purchases));
        text.Append(" · memory margin ").Append(query.Scope.MemoryMargin);
        return text.ToString();
    }

    private static string Dollars(decimal amount) => "$" + amount.ToString(amount >= 1000 ? "#,##0" : amount >= 1 || amount == 0 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
