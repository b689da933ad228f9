namespace MultiBatch.Costs.Billing;

/// <summary>The costs of a group.</summary>
public sealed record CostGroup
{
    /// <summary>What the group has in common; empty for what has no such thing.</summary>
    public required string Key { get; init; }

    /// <summary>The costs.</summary>
    public required JobCosts Costs { get; init; }
}
