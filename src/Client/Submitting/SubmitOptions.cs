using MultiBatch.Submissions;

namespace MultiBatch.Submitting;

/// <summary>How to submit.</summary>
public sealed record SubmitOptions
{
    /// <summary>
    /// The id of this logical submit: repeating a submit with the same id never makes a second job. It is looked up before anything is sent.
    /// In a submit of many, spec <c>n</c> gets an id of its own made from this one and <c>n</c>, the same each time.
    /// Default: a new id, which nothing needs to be looked up for.
    /// </summary>
    public SubmissionId? SubmissionId { get; init; }

    /// <summary>
    /// True to accept a job that starts only while a client runs (a held job). Default: false, such a job is refused with
    /// <see cref="BatchErrorCode.Unsupported"/>.
    /// </summary>
    public bool AllowHeld { get; init; }
}
