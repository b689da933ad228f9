using MultiBatch.Providers.Azure.Wire.Jobs;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>What plans and submits have to know of a queue.</summary>
internal sealed record QueueFacts
{
    public required string Name { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>The Azure job that describes the queue: the newest one.</summary>
    public required AzureJob Newest { get; init; }

    /// <summary>The Azure jobs of the queue that are not being deleted, newest first.</summary>
    public required IReadOnlyList<AzureJob> Generations { get; init; }

    /// <summary>The highest number that is taken, by generations being deleted too.</summary>
    public required int HighestNumber { get; init; }

    /// <summary>The pool; null when it is gone.</summary>
    public PoolFacts? Pool { get; init; }
}
