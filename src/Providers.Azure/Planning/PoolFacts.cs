using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire.Pools;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>What plans have to know of a pool.</summary>
internal sealed record PoolFacts
{
    public required string Id { get; init; }

    public required string VmSize { get; init; }

    /// <summary>The size, as far as its name tells; null when it tells nothing.</summary>
    public VmSize? Size { get; init; }

    /// <summary>The slots of each node.</summary>
    public required int Slots { get; init; }

    public bool IsWindows { get; init; }

    public bool HasContainers { get; init; }

    public bool HasDedicated { get; init; }

    public bool HasSpot { get; init; }

    public bool IsDeleting { get; init; }

    public IReadOnlyList<MountConfiguration> Mounts { get; init; } = [];

    public static PoolFacts Of(Pool pool)
    {
        var purchase = Metadata.Find(pool.Metadata, Metadata.Purchase);
        var machine = pool.VirtualMachineConfiguration;
        return new PoolFacts
        {
            Id = pool.Id ?? string.Empty,
            VmSize = pool.VmSize ?? string.Empty,
            Size = Mapping.VmSize.Find(pool.VmSize),
            Slots = Math.Max(1, pool.TaskSlotsPerNode ?? 1),
            IsWindows = machine?.NodeAgentSkuId?.Contains("windows", StringComparison.OrdinalIgnoreCase) == true,
            HasContainers = machine?.ContainerConfiguration is not null,
            HasDedicated = purchase is "on-demand" or "mixed" || (purchase is null && (pool.TargetDedicatedNodes > 0 || pool.CurrentDedicatedNodes > 0)),
            HasSpot = purchase is "spot" or "mixed" || (purchase is null && (pool.TargetLowPriorityNodes > 0 || pool.CurrentLowPriorityNodes > 0)),
            IsDeleting = TaskStates.Is(pool.State, "deleting"),
            Mounts = pool.MountConfiguration ?? [],
        };
    }
}
