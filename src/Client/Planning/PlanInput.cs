using MultiBatch.Jobs;
using MultiBatch.Submissions;

namespace MultiBatch.Planning;

/// <summary>What is to be planned.</summary>
internal sealed record PlanInput
{
    public required JobSpec Spec { get; init; }

    public required SubmissionId SubmissionId { get; init; }

    /// <summary>The job whose failed children are repeated; null for a plain submit.</summary>
    public JobReference? RestartOf { get; init; }

    /// <summary>With <see cref="RestartOf"/>: the original indexes to run, in order; null for a single job.</summary>
    public IReadOnlyList<int>? RestartIndexes { get; init; }

    /// <summary>Which start of a held job this is: its spec is resolved and goes to the provider as it is. Null for a spec of a caller's.</summary>
    public HeldStart? Start { get; init; }
}
