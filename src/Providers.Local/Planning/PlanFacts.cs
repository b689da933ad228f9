using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Planning;

/// <summary>What a plan is made from, beside the spec.</summary>
internal sealed record PlanFacts
{
    /// <summary>The queue, its environments and the predecessors; null for a plan that may ask nobody.</summary>
    public Placement? Placement { get; init; }

    /// <summary>What the engine can promise; null for a plan that may ask nobody.</summary>
    public EngineTraits? Traits { get; init; }

    /// <summary>The instruction set of this machine; null when it has no name here.</summary>
    public CpuArchitecture? Architecture { get; init; }

    /// <summary>Whether an environment variable of this process is set.</summary>
    public required Func<string, bool> HasVariable { get; init; }

    /// <summary>Whether a file or folder is there; null for a plan that may not look.</summary>
    public Func<string, bool>? Exists { get; init; }
}
