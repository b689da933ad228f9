using MultiBatch.Jobs;

namespace MultiBatch.Costs.Billing;

/// <summary>What is known of the machines of a job from elsewhere than its attempts, and how it is known.</summary>
public sealed record MachineHint
{
    /// <summary>The machine type; null when not known.</summary>
    public string? MachineType { get; init; }

    /// <summary>The region; null when not known.</summary>
    public string? Region { get; init; }

    /// <summary>How the machines were bought; null when not known.</summary>
    public PurchaseKind? Purchase { get; init; }

    /// <summary>What it rests on, in words, as <c>environment ce, which has this type only</c>.</summary>
    public required string Basis { get; init; }
}
