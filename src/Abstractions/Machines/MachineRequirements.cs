using MultiBatch.Jobs;

namespace MultiBatch.Machines;

/// <summary>What a machine must be.</summary>
public sealed record MachineRequirements
{
    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The region; null for any.</summary>
    public string? Region { get; init; }

    /// <summary>The resources of one task.</summary>
    public required ResourceSpec Resources { get; init; }

    /// <summary>How it is bought; null for on demand.</summary>
    public PurchaseKind? Purchase { get; init; }
}
