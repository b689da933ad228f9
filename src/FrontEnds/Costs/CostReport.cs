using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Estimating;
using MultiBatch.Jobs;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>Accounts for what jobs did cost.</summary>
internal sealed class CostReport
{
    /// <summary>What costs can be summed by, as people write it.</summary>
    public static readonly IReadOnlyList<string> Groupings = ["job", "task", "label:NAME", "queue", "day", "month", "machine-type", "purchase"];

    private CostReport(IReadOnlyList<CostGroup> groups, IReadOnlyDictionary<string, EstimateCheck> checks)
    {
        Groups = groups;
        Checks = checks;
    }

    /// <summary>The groups, the dearest first.</summary>
    public IReadOnlyList<CostGroup> Groups { get; }

    /// <summary>Estimates, by the key of their group; empty when none were asked for.</summary>
    public IReadOnlyDictionary<string, EstimateCheck> Checks { get; }

    /// <summary>Reads what to sum by; null when the text is none of <see cref="Groupings"/>.</summary>
    public static (CostGrouping By, string? Label)? Grouping(string text)
    {
        const string Label = "label:";
        if (text.StartsWith(Label, StringComparison.OrdinalIgnoreCase))
        {
            return text.Length > Label.Length ? (CostGrouping.Label, text.Substring(Label.Length)) : null;
        }

        return text.ToLowerInvariant() switch
        {
            "job" or "array" => (CostGrouping.Job, null),
            "task" => (CostGrouping.Task, null),
            "queue" => (CostGrouping.Queue, null),
            "day" => (CostGrouping.Day, null),
            "month" or "period" => (CostGrouping.Month, null),
            "machine-type" => (CostGrouping.MachineType, null),
            "purchase" => (CostGrouping.Purchase, null),
            _ => null,
        };
    }

    /// <summary>Makes the account of the tasks of one connection.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="tasks">The tasks, as <see cref="JobsWithAttempts"/> reads them.</param>
    /// <param name="catalogue">The prices.</param>
    /// <param name="options">What fills in for what is not reported; hints are added to it.</param>
    /// <param name="by">What to sum by.</param>
    /// <param name="againstEstimate">True for estimates beside the jobs; then <paramref name="by"/> is by job.</param>
    /// <param name="duration">How long a task was thought to run; null for what the tasks did take.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<CostReport> OfAsync(
        BatchClient client, IReadOnlyList<Job> tasks, PriceCatalogue catalogue, CostAccountOptions options, (CostGrouping By, string? Label) by, bool againstEstimate, TimeSpan? duration,
        CancellationToken cancellationToken)
    {
        var hints = new MachineHints(client, catalogue, options.Adjustments);
        await hints.LearnAsync(tasks, cancellationToken).ConfigureAwait(false);
        var groups = new CostAccount(catalogue, options with { HintOf = hints.Of }).Of(tasks, by.By, by.Label);
        if (!againstEstimate)
        {
            return new CostReport(groups, new Dictionary<string, EstimateCheck>());
        }

        var comparer = new CostComparer(catalogue, new CostComparerOptions { Adjustments = options.Adjustments });
        return new CostReport(groups, await new EstimateChecks(comparer, hints, duration).OfAsync(groups, tasks, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What the known costs of a group rest on, and why others are not known; distinct and short.</summary>
    public static string Why(CostGroup group) => string.Join("; ", group.Costs.Attempts
        .Select(attempt => attempt.Cost is null ? attempt.Note : attempt.Basis)
        .Where(text => text is not null).Distinct().Take(3));

    /// <summary>An estimate beside what it came to, in a line.</summary>
    public static string Text(EstimateCheck check) => $"{CostWords.Dollars(check.Estimate.TotalCost)} ({CostWords.Range(check.Estimate)})" + check switch
    {
        { Ratio: { } ratio } => $", actual {CostWords.Percent(ratio)} of it{(check.IsInRange == false ? ", out of range" : string.Empty)}",
        _ => ", actual not wholly known",
    };
}
