using System.Globalization;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Output;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Reporting;
using MultiBatch.FrontEnds.Costs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>Shows comparisons.</summary>
internal static class ComparisonOutput
{
    private const int WideTable = 130;

    public static void Write(CommandContext context, CostComparison comparison)
    {
        switch (context.Format)
        {
            case OutputFormat.Csv:
                context.Host.Out.Write(CostCsv.Write(comparison));
                break;
            case OutputFormat.Html:
                context.Host.Out.Write(CostHtml.Write(comparison));
                break;
            case OutputFormat.Table:
                WriteTable(context.Host, comparison);
                break;
            default:
                JsonOutput.Write(context.Host, context.Format, CostJson.Write(comparison));
                break;
        }
    }

    public static void WriteTable(CliHost host, CostComparison comparison)
    {
        host.Out.WriteLine(CostWords.Question(comparison.Query));
        var found = comparison.Providers.Where(provider => provider.Best is not null).ToList();
        if (found.Count > 0)
        {
            WriteRows(host, found.ConvertAll(provider => provider.Best!), comparison.Winner);
            CostBars.Write(host, found);
        }

        foreach (var provider in found.Where(provider => provider.Alternatives.Count > 0))
        {
            host.Out.WriteLine($"then {provider.Provider}: {string.Join(", ", provider.Alternatives.Take(3).Select(row => $"{row.Machine.Name} {row.Region.Name} {row.Purchase} {CostWords.Dollars(row.TotalCost)}"))}");
        }

        foreach (var provider in comparison.Providers.Where(provider => provider.Best is null))
        {
            host.Out.WriteLine($"{provider.Provider}: no match: {string.Join("; ", provider.Reasons)}");
            foreach (var nearest in provider.Nearest)
            {
                host.Out.WriteLine($"  with {nearest.Change}: {nearest.Row.Machine.Name} in {nearest.Row.Region.Name}, {nearest.Row.Purchase} {CostWords.Hourly(nearest.Row.HourlyPrice)}, {CostWords.Dollars(nearest.Row.TotalCost)} in all");
            }
        }

        host.Out.WriteLine((comparison.Winner is null ? "No winner: " : "Cheapest: ") + comparison.Why);
        foreach (var warning in comparison.Warnings)
        {
            host.Out.WriteLine("Note: " + warning);
        }

        host.Out.WriteLine($"Prices: {comparison.Catalogue.Name} of {comparison.Catalogue.MadeOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, list prices in {PriceCatalogue.Currency}; without taxes, committed use and negotiated rates.");
    }

    // A terminal that is too narrow for the wide table would fold every line of it: there the rest stands below.
    private static void WriteRows(CliHost host, List<CostRow> rows, CostRow? winner)
    {
        var isNarrow = host.OutIsTerminal && host.Width < WideTable;
        var columns = isNarrow
            ? new Columns(host, "PROVIDER", "REGION", "MACHINE", "PURCHASE", "MAKESPAN", "TOTAL")
            : new Columns(host, "PROVIDER", "REGION", "MACHINE", "PURCHASE", "$/HOUR", "MACHINES", "MAKESPAN", "TOTAL", "RANGE", "PRICE OF", "NOTES");
        foreach (var row in rows)
        {
            var color = ReferenceEquals(row, winner) ? CellColor.Good : CellColor.None;
            if (isNarrow)
            {
                columns.Add(
                    new Cell(row.Machine.Provider, color), row.Region.Name, row.Machine.Name, row.Purchase.ToString(), new Cell(CostWords.Span(row.Makespan), alignRight: true), new Cell(CostWords.Dollars(row.TotalCost), color));
            }
            else
            {
                Add(columns, row, color);
            }
        }

        columns.Complete(string.Empty);
        foreach (var row in isNarrow ? rows : [])
        {
            host.Out.WriteLine($"{row.Machine.Provider}: {CostWords.Range(row)}, {row.Machines} x {row.TasksPerMachine} tasks, {CostWords.Hourly(row.HourlyPrice)} of {CostWords.Day(row.Price.Date)}");
            if (CostWords.Notes(row) is { Length: > 0 } notes)
            {
                host.Out.WriteLine("  " + notes);
            }
        }
    }

    private static void Add(Columns columns, CostRow row, CellColor color) => columns.Add(
        new Cell(row.Machine.Provider, color),
        row.Region.Name,
        row.Machine.Name,
        row.Purchase.ToString(),
        new Cell(row.HourlyPrice.ToString("0.0000", CultureInfo.InvariantCulture), alignRight: true),
        new Cell($"{row.Machines} x {row.TasksPerMachine}", alignRight: true),
        new Cell(CostWords.Span(row.Makespan), alignRight: true),
        new Cell(CostWords.Dollars(row.TotalCost), color, alignRight: true),
        CostWords.Range(row),
        row.Price.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CostWords.Notes(row));
}
