using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>Something a job waits for.</summary>
internal sealed record DependencyEdge
{
    public required JobEntry Predecessor { get; init; }

    /// <summary>The one child that is waited for; null for the whole job, or for each child by its own index.</summary>
    public int? Index { get; init; }

    public required DependencyMode Mode { get; init; }

    public required DependencyCondition On { get; init; }
}
