using System.Globalization;
using MultiBatch.Cli.Composition;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Reporting;
using MultiBatch.Planning;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>What a planned job would cost, as far as that can be said before anybody knows how long its tasks run.</summary>
internal sealed class PlanEstimate
{
    private PlanEstimate(JobPlan plan, CostComparison comparison)
    {
        Plan = plan;
        Comparison = comparison;
    }

    public JobPlan Plan { get; }

    public CostComparison Comparison { get; }

    /// <summary>The estimate of the plan's own provider; of the clouds, where that has no prices. Null for a plan that would not be submitted.</summary>
    public static async Task<PlanEstimate?> OfAsync(CostComparer comparer, JobPlan plan, string? region, CancellationToken cancellationToken)
    {
        if (!plan.IsAccepted)
        {
            return null;
        }

        var query = CostComparer.QueryOf(plan.Resolved, JobDuration.Assumed);
        var isCloud = comparer.Catalogue.Providers.Contains(plan.Provider);
        if (isCloud)
        {
            query = query with { Scope = query.Scope with { Providers = [plan.Provider], Regions = region is null ? null : [region], Alternatives = 0, ExcludeContainers = true } };
        }

        return new PlanEstimate(plan, await comparer.CompareAsync(query, cancellationToken));
    }

    /// <summary>One line, which says what is assumed.</summary>
    public void WriteLine(CliHost host)
    {
        var query = Comparison.Query;
        var tasks = query.Count == 1 ? "a task" : query.Count.ToString("#,##0", CultureInfo.InvariantCulture) + " tasks";
        var place = Comparison.Catalogue.Providers.Contains(Plan.Provider) ? string.Empty : $"no price on {Plan.Provider}; in a cloud ";
        host.Out.WriteLine(Comparison.Winner is { } row
            ? $"Estimate  {place}{CostWords.Dollars(row.TotalCost)} for {tasks} of {DurationText.Format(query.Duration)} (assumed): {row.Machine.Provider} {row.Region.Name} {row.Machine.Name} {row.Purchase} {CostWords.Hourly(row.HourlyPrice)}, price of {row.Price.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. See 'multibatch costs estimate'."
            : $"Estimate  {place}unknown: {string.Join("; ", Comparison.Providers.SelectMany(provider => provider.Reasons).Take(1))}");
    }

    public string ToJson() => EstimateJson.Write(Plan.Resolved.Name, Comparison);
}
