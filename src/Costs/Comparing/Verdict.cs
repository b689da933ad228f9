using System.Globalization;

namespace MultiBatch.Costs.Comparing;

/// <summary>Says why the winner wins.</summary>
internal static class Verdict
{
    public static string Of(CostQuery query, IReadOnlyList<ProviderCosts> sorted)
    {
        if (sorted.Count == 0 || sorted[0].Best is not { } best)
        {
            return "nothing matches; the reasons are beside each provider";
        }

        var winner = string.Create(
            CultureInfo.InvariantCulture,
            $"{best.Machine.Provider} {best.Region.Name}, {best.Machine.Name} {best.Purchase}, ${best.HourlyPrice:0.####} an hour (price of {PriceAge.Day(best.Price.Date)})");
        var next = sorted.Skip(1).FirstOrDefault(provider => provider.Best is not null)?.Best;
        if (next is null)
        {
            return winner + (sorted.Count > 1 ? ": no other provider has a match" : string.Empty);
        }

        var share = next.TotalCost == 0 ? 0 : (double)((next.TotalCost - best.TotalCost) / next.TotalCost);
        var why = share < 0.0005 ? $"level with {next.Machine.Provider}" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} % below {next.Machine.Provider}");
        var packing = query.Count > 1 && best.TasksPerMachine != next.TasksPerMachine ? $"; {best.TasksPerMachine} {(best.TasksPerMachine == 1 ? "task" : "tasks")} a machine against {next.TasksPerMachine}" : string.Empty;
        var overlap = best.HighCost is { } high && high > next.LowCost ? "; their ranges overlap, so this is no certainty" : string.Empty;
        return $"{winner}: {why}{packing}{overlap}";
    }
}
