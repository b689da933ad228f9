using MultiBatch.Jobs;

namespace MultiBatch.Diagnosis;

/// <summary>Why a job does not start, or did not succeed.</summary>
public sealed record JobDiagnosis
{
    /// <summary>The job.</summary>
    public required JobReference Job { get; init; }

    /// <summary>The findings, the likeliest first; empty when nothing is wrong.</summary>
    public required IReadOnlyList<JobFinding> Findings { get; init; }
}
