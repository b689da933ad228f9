using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire.Jobs;
using MultiBatch.Providers.Azure.Wire.Pools;

namespace MultiBatch.Providers.Azure.Diagnosing;

/// <summary>What is known of a job and of what it waits for.</summary>
internal sealed record DiagnosisFacts
{
    public required Job Job { get; init; }

    /// <summary>A task of it that waits, or failed; the only one of a single job.</summary>
    public required SeenTask Task { get; init; }

    /// <summary>The Azure job it is in; null when nobody was asked, or it is gone.</summary>
    public AzureJob? Generation { get; init; }

    /// <summary>The pool; null when nobody was asked, or it is gone.</summary>
    public Pool? Pool { get; init; }

    /// <summary>The nodes of the pool.</summary>
    public IReadOnlyList<ComputeNode> Nodes { get; init; } = [];
}
