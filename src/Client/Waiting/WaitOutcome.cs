using MultiBatch.Jobs;

namespace MultiBatch.Waiting;

/// <summary>How the wait for one job ended: with the ended job, or with an error.</summary>
public sealed record WaitOutcome
{
    /// <summary>The job waited for, as given.</summary>
    public required JobReference Reference { get; init; }

    /// <summary>The job. When there is an error: the job as last seen, or null when it was never seen.</summary>
    public Job? Job { get; init; }

    /// <summary>Why there is no end: <see cref="BatchErrorCode.Timeout"/>, <see cref="BatchErrorCode.NotFound"/> or an error of the service; null when the job ended.</summary>
    public BatchException? Error { get; init; }
}
