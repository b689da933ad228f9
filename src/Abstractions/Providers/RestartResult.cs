using MultiBatch.Jobs;

namespace MultiBatch.Providers;

/// <summary>What a restart began.</summary>
public sealed record RestartResult
{
    /// <summary>The job that runs now: the same one with a higher <see cref="Job.Run"/>, or a new one with <see cref="Job.RestartOf"/>.</summary>
    public required Job Job { get; init; }

    /// <summary>The indexes, in the original array, that run again; empty for a single job.</summary>
    public IReadOnlyList<int> Indexes { get; init; } = [];

    /// <summary>Dependents that had been cancelled and wait again.</summary>
    public IReadOnlyList<JobReference> RevivedDependents { get; init; } = [];

    /// <summary>Dependents that stay cancelled; they have to be submitted again.</summary>
    public IReadOnlyList<JobReference> DependentsNotRevived { get; init; } = [];
}
