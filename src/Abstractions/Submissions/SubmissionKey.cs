namespace MultiBatch.Submissions;

/// <summary>What a provider needs to look a submission up.</summary>
public sealed record SubmissionKey
{
    /// <summary>The id of the logical submit.</summary>
    public required SubmissionId Id { get; init; }

    /// <summary>The name of the job.</summary>
    public required string JobName { get; init; }

    /// <summary>The queue it was sent to, by its portable name.</summary>
    public required string Queue { get; init; }

    /// <summary>The number of children of an array; null for a single job.</summary>
    public int? ArraySize { get; init; }

    /// <summary>Which part of a job it is, as in its <see cref="Planning.PlanRequest.Segment"/>; null for a whole job.</summary>
    public JobSegment? Segment { get; init; }
}
