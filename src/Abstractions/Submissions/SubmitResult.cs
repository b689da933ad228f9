using MultiBatch.Jobs;

namespace MultiBatch.Submissions;

/// <summary>The end of one submit: a job, or an error.</summary>
public sealed class SubmitResult
{
    private SubmitResult(SubmissionId submissionId, Job? job, BatchException? error)
    {
        SubmissionId = submissionId;
        Job = job;
        Error = error;
    }

    /// <summary>The id of the logical submit.</summary>
    public SubmissionId SubmissionId { get; }

    /// <summary>The job; null when there is an error.</summary>
    public Job? Job { get; }

    /// <summary>The error; null when there is a job. Its <see cref="BatchException.Effect"/> says whether a job may be there all the same.</summary>
    public BatchException? Error { get; }

    /// <summary>A submit that ended with a job.</summary>
    public static SubmitResult Succeeded(SubmissionId submissionId, Job job) => new(submissionId, job ?? throw new ArgumentNullException(nameof(job)), null);

    /// <summary>A submit that ended with an error.</summary>
    public static SubmitResult Failed(SubmissionId submissionId, BatchException error) => new(submissionId, null, error ?? throw new ArgumentNullException(nameof(error)));
}
