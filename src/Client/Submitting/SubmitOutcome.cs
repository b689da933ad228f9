using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Submissions;

namespace MultiBatch.Submitting;

/// <summary>How the submit of one spec ended: with a job or with an error.</summary>
public sealed record SubmitOutcome
{
    /// <summary>The position of the spec in the call, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The spec, as given.</summary>
    public required JobSpec Spec { get; init; }

    /// <summary>The id of the logical submit. Submitting again with it settles what is unknown.</summary>
    public required SubmissionId SubmissionId { get; init; }

    /// <summary>The job; null when there is an error.</summary>
    public Job? Job { get; init; }

    /// <summary>The error; null when there is a job.</summary>
    public BatchException? Error { get; init; }

    /// <summary>What became of each field; null when the spec was not planned, as its dependency had failed or the call was cancelled.</summary>
    public JobPlan? Plan { get; init; }

    /// <summary>Further jobs of this submit that had turned up and were stopped; only <see cref="Job"/> goes on. Default: none.</summary>
    public IReadOnlyList<Job> DuplicatesStopped { get; init; } = [];

    /// <summary>True when there is a job.</summary>
    public bool IsSuccess => Job is not null;
}
