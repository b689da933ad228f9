using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Comparing;

namespace MultiBatch.Costs.Estimating;

/// <summary>An estimate beside what it came to.</summary>
public sealed record EstimateCheck
{
    /// <summary>The estimate.</summary>
    public required CostRow Estimate { get; init; }

    /// <summary>How long the estimate takes a task to run.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What that duration rests on, in words.</summary>
    public required string Basis { get; init; }

    /// <summary>What was paid, as far as it is known.</summary>
    public required JobCosts Actual { get; init; }

    /// <summary>Actual over estimate; null when a part of the actual cost is not known, or the estimate is nothing.</summary>
    public double? Ratio => Actual.UnknownAttempts > 0 || Estimate.TotalCost == 0 ? null : (double)(Actual.KnownCost / Estimate.TotalCost);

    /// <summary>Whether the actual cost is in the estimate's range; null when a part of it is not known or the range has no end.</summary>
    public bool? IsInRange => Actual.UnknownAttempts > 0 || Estimate.HighCost is null ? null : Actual.KnownCost >= Estimate.LowCost && Actual.KnownCost <= Estimate.HighCost;
}
