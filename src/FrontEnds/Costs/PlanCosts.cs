using MultiBatch.Costs.Comparing;
using MultiBatch.Planning;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>What a planned job would cost, as far as that can be said before anybody knows how long its tasks run.</summary>
internal static class PlanCosts
{
    /// <summary>How long a task is taken to run where nothing is known.</summary>
    public static readonly TimeSpan AssumedDuration = TimeSpan.FromHours(1);

    /// <summary>The estimate of the plan's own provider; of the clouds, where that has no prices. Null for a plan that would not be submitted.</summary>
    /// <param name="comparer">The prices.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="region">The region of the connection; null when not known.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async ValueTask<CostComparison?> CompareAsync(CostComparer comparer, JobPlan plan, string? region, CancellationToken cancellationToken) =>
        plan.IsAccepted ? await comparer.CompareAsync(Of(comparer, plan, region), cancellationToken).ConfigureAwait(false) : null;

    /// <summary>True when the plan's own provider has prices.</summary>
    public static bool IsPriced(CostComparison comparison, string provider) => comparison.Catalogue.Providers.Contains(provider);

    /// <summary>The estimate in a line, which says what is assumed.</summary>
    /// <param name="comparison">The estimate.</param>
    /// <param name="provider">The provider of the plan.</param>
    public static string Line(CostComparison comparison, string provider)
    {
        var query = comparison.Query;
        var tasks = query.Count == 1 ? "a task" : query.Count.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture) + " tasks";
        var place = IsPriced(comparison, provider) ? string.Empty : $"no price on {provider}; in a cloud ";
        return comparison.Winner is { } row
            ? $"{place}{CostWords.Dollars(row.TotalCost)} for {tasks} of {DurationText.Format(query.Duration)} (assumed): {row.Machine.Provider} {row.Region.Name} {row.Machine.Name} {row.Purchase} {CostWords.Hourly(row.HourlyPrice)}, price of {CostWords.Day(row.Price.Date)}"
            : $"{place}unknown: {string.Join("; ", comparison.Providers.SelectMany(one => one.Reasons).Take(1))}";
    }

    private static CostQuery Of(CostComparer comparer, JobPlan plan, string? region)
    {
        var query = CostComparer.QueryOf(plan.Resolved, AssumedDuration);
        return comparer.Catalogue.Providers.Contains(plan.Provider)
            ? query with { Scope = query.Scope with { Providers = [plan.Provider], Regions = region is null ? null : [region], Alternatives = 0, ExcludeContainers = true } }
            : query;
    }
}
