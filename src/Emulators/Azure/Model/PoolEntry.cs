using System.Text.Json.Nodes;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Azure.Model;

/// <summary>A pool.</summary>
internal sealed class PoolEntry
{
    public required string Id { get; init; }

    public required long Ordinal { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset Modified { get; set; }

    /// <summary>What was asked for, with defaults, as it is shown.</summary>
    public required JsonObject Spec { get; init; }

    public bool IsDeleting { get; set; }

    /// <summary>Since when it is in its state.</summary>
    public DateTimeOffset Since { get; set; }

    public AllocationPhase Allocation { get; set; }

    public DateTimeOffset AllocationSince { get; set; }

    public int TargetDedicated { get; set; }

    public int TargetSpot { get; set; }

    public int SlotsPerNode { get; set; } = 1;

    public List<NodeEntry> Nodes { get; } = [];

    public JsonArray? ResizeErrors { get; set; }

    public AutoScaleTerms? AutoScale { get; set; }

    /// <summary>When automatic scaling was last switched on.</summary>
    public DateTimeOffset? AutoScaleEnabledAt { get; set; }

    /// <summary>The next thing that happens to its size by itself.</summary>
    public AgendaEntry? Next { get; set; }

    public bool Packs => string.Equals((string?)Spec["taskSchedulingPolicy"]?["nodeFillType"], "pack", StringComparison.OrdinalIgnoreCase);

    public JsonObject? StartTask => Spec["startTask"] as JsonObject;

    public bool HasContainers => Spec["virtualMachineConfiguration"]?["containerConfiguration"] is not null;

    public int Target(bool isDedicated) => isDedicated ? TargetDedicated : TargetSpot;

    /// <summary>Nodes of a kind that are there to stay.</summary>
    public IEnumerable<NodeEntry> Staying(bool isDedicated) => Nodes.Where(node => node.IsDedicated == isDedicated && node.Phase != NodePhase.LeavingPool);
}
