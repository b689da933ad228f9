using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>What a plan wants to know.</summary>
internal sealed record PlacementRequest
{
    public required string Queue { get; init; }

    /// <summary>Jobs that are waited for.</summary>
    public IReadOnlyList<JobReference> Predecessors { get; init; } = [];
}
