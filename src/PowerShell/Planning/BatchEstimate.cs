using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Reporting;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Planning;

namespace MultiBatch.PowerShell.Planning;

/// <summary>What a job would cost at list prices, as far as that can be said before anybody knows how long its tasks run. Data only.</summary>
public sealed class BatchEstimate
{
    private readonly string? _job;

    private BatchEstimate(string? job, CostComparison comparison)
    {
        _job = job;
        Comparison = comparison;
        Duration = comparison.Query.Duration;
        Count = comparison.Query.Count;
        var row = comparison.Winner;
        TotalCost = row?.TotalCost;
        Provider = row?.Machine.Provider;
        Region = row?.Region.Name;
        MachineType = row?.Machine.Name;
        Purchase = row?.Purchase.ToString();
        HourlyPrice = row?.HourlyPrice;
        PriceDate = row?.Price.Date;
    }

    /// <summary>The cost in US dollars; null when there is no price.</summary>
    public decimal? TotalCost { get; }

    /// <summary>How long a task is assumed to run.</summary>
    public TimeSpan Duration { get; }

    /// <summary>How many tasks the job has.</summary>
    public int Count { get; }

    /// <summary>The provider of the price: the plan's own, or the cheapest cloud where the plan's has no prices.</summary>
    public string? Provider { get; }

    /// <summary>The region.</summary>
    public string? Region { get; }

    /// <summary>The machine.</summary>
    public string? MachineType { get; }

    /// <summary>How it is bought.</summary>
    public string? Purchase { get; }

    /// <summary>The price of the machine, in US dollars an hour.</summary>
    public decimal? HourlyPrice { get; }

    /// <summary>The day of the price.</summary>
    public DateTime? PriceDate { get; }

    internal CostComparison Comparison { get; }

    /// <summary>The cost and what is assumed, in a line.</summary>
    public override string ToString() => TotalCost is { } cost
        ? $"${cost.ToString("0.00##", System.Globalization.CultureInfo.InvariantCulture)} for {Count} x {DurationText.Format(Duration)} (assumed): {Provider} {Region} {MachineType} {Purchase}"
        : "unknown";

    /// <summary>The estimate as the member <c>estimate</c> of <c>multibatch plan --output json</c>.</summary>
    public string ToJson() => EstimateJson.Write(_job, Comparison);

    /// <summary>The estimate of an accepted plan: of its own provider, or of the clouds where that has no prices. Computes; calls nothing.</summary>
    internal static BatchEstimate? Of(JobPlan plan, string? region, CostComparer comparer) =>
        Task.Run(async () => await PlanCosts.CompareAsync(comparer, plan, region, CancellationToken.None).ConfigureAwait(false)).GetAwaiter().GetResult() is { } comparison
            ? new BatchEstimate(plan.Resolved.Name, comparison)
            : null;
}
