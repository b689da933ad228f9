using MultiBatch.Costs.Adjusting;

namespace MultiBatch.Costs.Comparing;

/// <summary>Settings of a <see cref="CostComparer"/>. Every one has a working default.</summary>
public sealed record CostComparerOptions
{
    /// <summary>What is paid other than the list price. Default: nothing.</summary>
    public PriceAdjustments Adjustments { get; init; } = PriceAdjustments.None;

    /// <summary>The clock, which tells how old prices are. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
