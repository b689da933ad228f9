namespace MultiBatch.Costs.Comparing;

/// <summary>The question: this task, so many times, where is it cheapest.</summary>
public sealed record CostQuery
{
    /// <summary>What one task needs. Default: a vCPU.</summary>
    public CostRequirements Requirements { get; init; } = new();

    /// <summary>How long one task runs, more than 0.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many tasks, from 1. Default: 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>How many tasks run at the same time, from 1. Default: all.</summary>
    public int? Parallelism { get; init; }

    /// <summary>
    /// How long a machine is paid before its first task starts. Default: 2 minutes, on Azure 3, for containers 30 seconds.
    /// </summary>
    public TimeSpan? Boot { get; init; }

    /// <summary>What is paid beside machines. Default: nothing.</summary>
    public CostExtras Extras { get; init; } = new();

    /// <summary>Where to look. Default: everywhere.</summary>
    public CostScope Scope { get; init; } = new();

    internal void Validate()
    {
        Requirements.Validate();
        if (Duration <= TimeSpan.Zero || Duration > TimeSpan.FromDays(3650))
        {
            throw new ArgumentOutOfRangeException(nameof(Duration), Duration, "A task runs for more than no time, and for less than ten years.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Count, 1, nameof(Count));
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism ?? 1, 1, nameof(Parallelism));
        ArgumentOutOfRangeException.ThrowIfLessThan(Boot ?? TimeSpan.Zero, TimeSpan.Zero, nameof(Boot));
        ArgumentOutOfRangeException.ThrowIfLessThan(Scope.Alternatives, 0, nameof(CostScope.Alternatives));
        if (Scope.Purchases.Count == 0)
        {
            throw new ArgumentException("There is no way to buy in the scope.", nameof(CostScope.Purchases));
        }

        if (Scope.Regions is not { Count: > 0 } && !Catalogue.RegionGroups.All.Contains(Scope.RegionGroup))
        {
            throw new ArgumentException($"'{Scope.RegionGroup}' is no group of regions; known: {string.Join(", ", Catalogue.RegionGroups.All)}.", nameof(CostScope.RegionGroup));
        }
    }
}
