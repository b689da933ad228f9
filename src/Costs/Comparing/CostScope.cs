using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>Where to look, and among what.</summary>
public sealed record CostScope
{
    /// <summary>The providers. Default: every one the catalogue has.</summary>
    public IReadOnlyCollection<string>? Providers { get; init; }

    /// <summary>A group of regions (<see cref="Catalogue.RegionGroups"/>); does not count when regions are named. Default: any.</summary>
    public string RegionGroup { get; init; } = Catalogue.RegionGroups.Any;

    /// <summary>Regions by name, or as <c>provider:name</c>. Default: those of the group.</summary>
    public IReadOnlyCollection<string>? Regions { get; init; }

    /// <summary>How machines may be bought. Default: on demand and spot.</summary>
    public IReadOnlyCollection<Purchase> Purchases { get; init; } = [Purchase.OnDemand, Purchase.Spot];

    /// <summary>The memory that a job cannot have. Default: <see cref="MemoryMargin.Auto"/>.</summary>
    public MemoryMargin MemoryMargin { get; init; } = MemoryMargin.Auto;

    /// <summary>How tasks share machines. Default: packed.</summary>
    public TaskPlacement Placement { get; init; } = TaskPlacement.Packed;

    /// <summary>
    /// True to take every machine but burstable ones: whole hosts, superseded generations, machines of one purpose, GPU machines for tasks without one, those the
    /// batch service is known not to take, and prices far from their like. Default: false.
    /// </summary>
    public bool IncludeUncommon { get; init; }

    /// <summary>True to take burstable machines. Default: false.</summary>
    public bool IncludeBurstable { get; init; }

    /// <summary>True to leave out containers (Fargate), which are bought by the task and are no machine types of an environment. Default: false.</summary>
    public bool ExcludeContainers { get; init; }

    /// <summary>How many other machine types to show for each provider, from 0. Default: 5.</summary>
    public int Alternatives { get; init; } = 5;
}
