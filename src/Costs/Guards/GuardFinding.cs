using MultiBatch.Jobs;

namespace MultiBatch.Costs.Guards;

/// <summary>A fault a guard found.</summary>
public sealed record GuardFinding
{
    /// <summary>The fault.</summary>
    public required GuardKind Kind { get; init; }

    /// <summary>The provider; null for one of the whole catalogue.</summary>
    public string? Provider { get; init; }

    /// <summary>The region; null for one of the whole catalogue.</summary>
    public string? Region { get; init; }

    /// <summary>The machine type; null for one of the whole catalogue.</summary>
    public string? MachineType { get; init; }

    /// <summary>Which of the two prices; null for the whole row.</summary>
    public PurchaseKind? Purchase { get; init; }

    /// <summary>What was seen.</summary>
    public required string Detail { get; init; }

    /// <summary>True when the price was left out; false when it was kept and is only told.</summary>
    public bool IsDropped { get; init; }

    /// <summary>The finding in one line.</summary>
    public override string ToString() =>
        $"{(IsDropped ? "dropped" : "suspect")} {Kind}: {string.Join(" ", new[] { Provider, Region, MachineType }.Where(part => part is not null))}: {Detail}";
}
