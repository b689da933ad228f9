namespace MultiBatch.Costs.Refreshing;

/// <summary>What became of one region in a refresh.</summary>
public sealed record RegionRefresh
{
    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>Prices that were read.</summary>
    public int Prices { get; init; }

    /// <summary>True when they were read by an earlier refresh that was interrupted, and are still fresh.</summary>
    public bool IsResumed { get; init; }

    /// <summary>What went wrong; null when nothing did. The region then keeps its earlier prices.</summary>
    public string? Error { get; init; }
}
