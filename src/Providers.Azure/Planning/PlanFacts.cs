namespace MultiBatch.Providers.Azure.Planning;

/// <summary>What a plan is made from, beside the spec.</summary>
internal sealed record PlanFacts
{
    public required AzureBatchOptions Options { get; init; }

    /// <summary>True for a plan that may ask nobody.</summary>
    public bool IsOffline { get; init; }

    /// <summary>The queue; null when there is none, or nobody was asked.</summary>
    public QueueFacts? Queue { get; init; }

    /// <summary>The jobs waited for, by their id; null for one that is not there.</summary>
    public IReadOnlyDictionary<string, DependencyFacts?> Dependencies { get; init; } = new Dictionary<string, DependencyFacts?>();

    public PoolFacts? Pool => Queue?.Pool;
}
