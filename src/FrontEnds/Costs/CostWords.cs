using System.Globalization;
using MultiBatch.Costs.Comparing;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>How costs read, for people.</summary>
internal static class CostWords
{
    public static string Dollars(decimal amount) =>
        "$" + amount.ToString(amount >= 1000 ? "#,##0" : amount >= 1 ? "0.00" : "0.0000", CultureInfo.InvariantCulture);

    public static string Hourly(decimal price) => "$" + price.ToString("0.0000", CultureInfo.InvariantCulture) + "/h";

    public static string Range(CostRow row) => row.HighCost is { } high ? $"{Dollars(row.LowCost)}-{Dollars(high)}" : $"{Dollars(row.LowCost)}-?";

    public static string Day(DateTime date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Span(TimeSpan span) => span.TotalHours >= 1
        ? string.Format(CultureInfo.InvariantCulture, "{0}h{1:00}m", (long)span.TotalHours, span.Minutes)
        : DurationText.Format(TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds)));

    public static string Percent(double share) => (share * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    public static string Notes(CostRow row)
    {
        var ties = row.Ties.Count == 0 ? null : $"{row.Ties.Count} tie{(row.Ties.Count == 1 ? string.Empty : "s")} ({row.Ties[0].MachineType} {row.Ties[0].Region}{(row.Ties.Count > 1 ? ", …" : string.Empty)})";
        return string.Join("; ", new[] { ties }.Concat(row.Notes).Where(note => note is not null));
    }

    /// <summary>The question in one line.</summary>
    public static string Question(CostQuery query)
    {
        var needs = query.Requirements;
        var words = new List<string> { $"{Number(needs.VCpus)} vCPU{(needs.VCpus == 1 ? string.Empty : "s")}" };
        if (needs.Memory.Bytes > 0)
        {
            words.Add(needs.Memory.ToString());
        }

        if (needs.Gpus > 0)
        {
            words.Add($"{Number(needs.Gpus)} x GPU {needs.GpuModel ?? "any"}");
        }

        var tasks = query.Count == 1 ? "1 task" : query.Count.ToString("#,##0", CultureInfo.InvariantCulture) + " tasks";
        var at = query.Parallelism is { } most && most < query.Count ? $", {most.ToString(CultureInfo.InvariantCulture)} at a time" : string.Empty;
        return $"{tasks} of {DurationText.Format(query.Duration)}{at}, each with {string.Join(", ", words)}";
    }

    private static string Number(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
