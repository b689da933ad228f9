using MultiBatch.Costs.Comparing;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Choosing;

/// <summary>How to buy, and why.</summary>
public sealed record PurchaseChoice
{
    /// <summary>The way to buy.</summary>
    public required Purchase Purchase { get; init; }

    /// <summary>What it would cost.</summary>
    public required CostRow Row { get; init; }

    /// <summary>The share spot saves, after retries; negative when it is dearer; null when no spot price is known.</summary>
    public decimal? Saving { get; init; }

    /// <summary>Why, with the days of the prices.</summary>
    public required string Why { get; init; }
}
