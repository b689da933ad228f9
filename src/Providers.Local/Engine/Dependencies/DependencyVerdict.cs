using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Dependencies;

/// <summary>Whether a task may be queued, must wait on, or can never run.</summary>
internal readonly struct DependencyVerdict
{
    private DependencyVerdict(bool isMet, DependencyEdge? failed)
    {
        IsMet = isMet;
        Failed = failed;
    }

    public static DependencyVerdict Met => new(true, null);

    public static DependencyVerdict Pending => default;

    /// <summary>True when every condition is met.</summary>
    public bool IsMet { get; }

    /// <summary>The condition that can no longer be met; null when there is none.</summary>
    public DependencyEdge? Failed { get; }

    public static DependencyVerdict Never(DependencyEdge edge) => new(false, edge);
}
