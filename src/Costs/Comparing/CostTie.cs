using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>An offer that costs exactly the same as the one shown.</summary>
public sealed record CostTie
{
    /// <summary>The machine type.</summary>
    public required string MachineType { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>How it is bought.</summary>
    public required Purchase Purchase { get; init; }

    /// <summary>The price of an hour, in US dollars.</summary>
    public required decimal HourlyPrice { get; init; }
}
