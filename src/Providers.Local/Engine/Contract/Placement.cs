using MultiBatch.Environments;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>Where a job would run.</summary>
internal sealed record Placement
{
    /// <summary>The queue; null when there is none of that name.</summary>
    public JobQueue? Queue { get; init; }

    /// <summary>The queue's environments, in order.</summary>
    public IReadOnlyList<ComputeEnvironment> Environments { get; init; } = [];

    /// <summary>The queues there are.</summary>
    public IReadOnlyList<string> QueueNames { get; init; } = [];

    /// <summary>What the engine can promise.</summary>
    public required EngineTraits Traits { get; init; }

    /// <summary>One for each predecessor asked for, in order.</summary>
    public IReadOnlyList<PredecessorFacts> Predecessors { get; init; } = [];
}
