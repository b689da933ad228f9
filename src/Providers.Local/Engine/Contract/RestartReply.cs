using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>What a restart began.</summary>
internal sealed record RestartReply
{
    public required Job Job { get; init; }

    public required IReadOnlyList<int> Indexes { get; init; }

    public required IReadOnlyList<JobReference> RevivedDependents { get; init; }

    public required IReadOnlyList<JobReference> DependentsNotRevived { get; init; }
}
