using System.Globalization;
using System.Text;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;

namespace MultiBatch.Costs.Reporting;

/// <summary>Comparisons as CSV: a line for each row, <c>rank</c> 1 for a provider's best.</summary>
public static class CostCsv
{
    private const string Header =
        "provider,rank,region,machineType,vcpus,memoryGiB,gpus,gpuModel,purchase,hourlyPrice,currency,tasksPerMachine,machines,waves,makespan,totalCost,lowCost,highCost,priceDate,priceSource,ties,notes";

    /// <summary>Writes a comparison.</summary>
    public static string Write(CostComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var text = new StringBuilder(Header).Append('\n');
        foreach (var provider in comparison.Providers)
        {
            if (provider.Best is { } best)
            {
                Line(text, best, 1);
                for (var index = 0; index < provider.Alternatives.Count; index++)
                {
                    Line(text, provider.Alternatives[index], index + 2);
                }
            }
            else
            {
                Cells(text, [provider.Provider, .. Enumerable.Repeat(string.Empty, 20), "no match: " + string.Join("; ", provider.Reasons)]);
            }
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, CostRow row, int rank) => Cells(text,
    [
        row.Machine.Provider, Number(rank), row.Region.Name, row.Machine.Name, Number(row.Machine.VCpus), Number(MachineMemory.ToGibibytes(row.Machine.Memory)),
        Number(row.Machine.Gpus), row.Machine.GpuModel ?? string.Empty, row.Purchase.ToString(), Number(row.HourlyPrice), PriceCatalogue.Currency,
        Number(row.TasksPerMachine), Number(row.Machines), Number(row.Waves), DurationText.Format(row.Makespan), Number(CostJson.Rounded(row.TotalCost)),
        Number(CostJson.Rounded(row.LowCost)), row.HighCost is { } high ? Number(CostJson.Rounded(high)) : string.Empty, PriceAge.Day(row.Price.Date), row.Price.Name,
        string.Join(" ", row.Ties.Select(tie => $"{tie.MachineType}@{tie.Region}")), string.Join("; ", row.Notes),
    ]);

    internal static void Cells(StringBuilder text, IReadOnlyList<string> cells) => text.Append(string.Join(",", cells.Select(Quoted))).Append('\n');

    private static string Quoted(string cell) => cell.IndexOfAny([',', '"', '\n', '\r']) < 0 ? cell : "\"" + cell.Replace("\"", "\"\"") + "\"";

    private static string Number(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
