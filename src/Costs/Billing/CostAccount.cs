using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Billing;

/// <summary>
/// Works out what jobs did cost, from the attempts the service reports: where they ran, on what, how long and how that was bought. A machine is billed once, however
/// many tasks shared it. What a service does not report (the start of a machine, its idle end) is not in it.
/// </summary>
public sealed class CostAccount
{
    private readonly PriceCatalogue _catalogue;
    private readonly CostAccountOptions _options;

    /// <summary>Creates an account.</summary>
    /// <param name="catalogue">The prices.</param>
    /// <param name="options">Settings. Default: <see cref="CostAccountOptions"/> as they are.</param>
    public CostAccount(PriceCatalogue catalogue, CostAccountOptions? options = null)
    {
        _catalogue = catalogue ?? throw new ArgumentNullException(nameof(catalogue));
        _options = options ?? new CostAccountOptions();
        _options.Adjustments.Validate();
    }

    /// <summary>What jobs and children cost. Give the children of an array, not its parent: a parent has no attempts.</summary>
    public JobCosts Of(IEnumerable<Job> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var uses = jobs.SelectMany(job => job.Attempts.Select(attempt => new MachineUse(job, attempt, _options))).ToList();
        var billed = new List<BilledAttempt>(uses.Count);
        foreach (var machine in uses.GroupBy(use => use.MachineKey))
        {
            foreach (var span in MachineSpan.Of(machine, _options.KeptFor))
            {
                billed.AddRange(span.Bill(PriceOf));
            }
        }

        return new JobCosts
        {
            Attempts = billed.OrderBy(attempt => attempt.Attempt.StartedAt ?? DateTimeOffset.MaxValue).ThenBy(attempt => attempt.Job.ToString(), StringComparer.Ordinal).ToList(),
        };
    }

    /// <summary>What jobs cost, in groups, the dearest first.</summary>
    /// <param name="jobs">The jobs and children.</param>
    /// <param name="by">What to group by.</param>
    /// <param name="label">The label's name, for <see cref="CostGrouping.Label"/>.</param>
    /// <exception cref="ArgumentException">There is no label to group by.</exception>
    public IReadOnlyList<CostGroup> Of(IEnumerable<Job> jobs, CostGrouping by, string? label = null)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        if (by == CostGrouping.Label && string.IsNullOrEmpty(label))
        {
            throw new ArgumentException("Grouping by label needs the label's name.", nameof(label));
        }

        var all = jobs.ToList();
        var byReference = new Dictionary<JobReference, Job>();
        foreach (var job in all)
        {
            byReference[job.Reference] = job;
        }

        return Of(all).Attempts
            .GroupBy(attempt => Key(attempt, byReference[attempt.Job], by, label), StringComparer.Ordinal)
            .Select(group => new CostGroup { Key = group.Key, Costs = new JobCosts { Attempts = group.ToList() } })
            .OrderByDescending(group => group.Costs.KnownCost)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
    }

    private static string Key(BilledAttempt attempt, Job job, CostGrouping by, string? label) => by switch
    {
        CostGrouping.Job => job.Reference.Parent.ToString(),
        CostGrouping.Task => job.Reference.ToString(),
        CostGrouping.Label => job.Labels.TryGetValue(label!, out var value) ? value : string.Empty,
        CostGrouping.Queue => job.Queue ?? string.Empty,
        CostGrouping.Day => attempt.Attempt.StartedAt?.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty,
        CostGrouping.Month => attempt.Attempt.StartedAt?.UtcDateTime.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty,
        CostGrouping.MachineType => attempt.MachineType ?? string.Empty,
        _ => attempt.Purchase is { } purchase ? (purchase == PurchaseKind.Spot ? "spot" : "on-demand") : string.Empty,
    };

    private (decimal? Price, DateTime? Date, string? Note) PriceOf(MachineUse use)
    {
        if (use.MachineType is null)
        {
            return (null, null, "the machine type is not reported");
        }

        if (use.Region is null)
        {
            return (null, null, "the region is not reported");
        }

        if (use.Purchase is null)
        {
            return (null, null, "how the machine was bought is not reported");
        }

        if (Comparing.OverriddenPrices.Find(_options.Adjustments, use.Provider, use.MachineType, use.Region, use.Purchase.Value) is { } own)
        {
            return (own.HourlyPrice, own.AsOf.UtcDateTime.Date, null);
        }

        var offer = _catalogue.FindOffer(use.Provider, use.MachineType, use.Region);
        var price = use.Purchase == PurchaseKind.Spot ? offer?.Spot : offer?.OnDemand;
        return price is null
            ? (null, null, $"no {(use.Purchase == PurchaseKind.Spot ? "spot" : "on-demand")} price of {use.MachineType} in {use.Region} is known")
            : (price.HourlyPrice * _options.Adjustments.FactorOf(use.Provider), price.Origin.Date, null);
    }
}
