using MultiBatch.Jobs;

namespace MultiBatch.Stopping;

/// <summary>How the request to stop one job ended.</summary>
public sealed record StopOutcome
{
    /// <summary>The job, as given.</summary>
    public required JobReference Reference { get; init; }

    /// <summary>What went wrong; null when the request was accepted or the job had ended already.</summary>
    public BatchException? Error { get; init; }

    /// <summary>True when the request was accepted or the job had ended already.</summary>
    public bool IsSuccess => Error is null;
}
