using System.CommandLine;
using System.Globalization;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Reporting;
using MultiBatch.FrontEnds.Costs;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary><c>multibatch costs machines</c></summary>
internal static class MachinesCommand
{
    private const int Shown = 10;

    public static Command Create(CliHost host)
    {
        var workload = new WorkloadOptions();
        var scope = new ScopeOptions();
        var prices = new PriceOptions();
        return new ReportCommand("machines", "Find machine types that fit, the cheapest first.")
            .With(workload.Needs)
            .With(scope.All)
            .With(prices.All)
            .Runs(host, async (context, cancellationToken) =>
            {
                var values = new Values();
                var query = new CostQuery { Duration = TimeSpan.FromHours(1), Boot = TimeSpan.Zero, Scope = scope.Apply(new CostScope(), context.Parse, values, Shown - 1) };
                query = workload.Apply(query, context.Parse, values);
                var adjustments = prices.Adjustments(context.Parse, values, context.ConnectionName);
                values.ThrowIfAny();

                var comparer = new CostComparer(prices.Read(context.Parse), new CostComparerOptions { Adjustments = adjustments, TimeProvider = host.TimeProvider });
                var comparison = await comparer.CompareAsync(query, cancellationToken);
                if (context.IsTable)
                {
                    WriteTable(context.Host, comparison);
                }
                else
                {
                    ComparisonOutput.Write(context, comparison);
                }

                return comparison.Winner is null ? ExitCodes.InvalidInput : ExitCodes.Done;
            });
    }

    private static void WriteTable(CliHost host, CostComparison comparison)
    {
        var rows = comparison.Providers.Where(provider => provider.Best is not null).SelectMany(provider => provider.Alternatives.Prepend(provider.Best!)).OrderBy(row => row.TotalCost).ToList();
        var columns = new Columns(host, "PROVIDER", "MACHINE", "VCPUS", "GIB", "USABLE", "GPU", "REGION", "PURCHASE", "$/HOUR", "PRICE OF", "NOTES");
        foreach (var row in rows)
        {
            columns.Add(
                row.Machine.Provider,
                row.Machine.Name,
                new Cell(Number(row.Machine.VCpus), alignRight: true),
                new Cell(Number(row.Machine.Memory.Bytes / (decimal)(1 << 30)), alignRight: true),
                new Cell(Number(row.Machine.UsableMemory.Bytes / (decimal)(1 << 30)), alignRight: true),
                row.Machine.Gpus > 0 ? $"{Number(row.Machine.Gpus)} x {row.Machine.GpuModel}" : string.Empty,
                row.Region.Name,
                row.Purchase.ToString(),
                new Cell(row.HourlyPrice.ToString("0.0000", CultureInfo.InvariantCulture), alignRight: true),
                row.Price.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                CostWords.Notes(row));
        }

        columns.Complete("no machine fits");
        foreach (var provider in comparison.Providers.Where(provider => provider.Best is null))
        {
            host.Out.WriteLine($"{provider.Provider}: no match: {string.Join("; ", provider.Reasons)}");
        }
    }

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
