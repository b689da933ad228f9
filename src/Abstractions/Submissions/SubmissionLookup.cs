using MultiBatch.Jobs;

namespace MultiBatch.Submissions;

/// <summary>What a look-up of a submission found.</summary>
public sealed record SubmissionLookup
{
    /// <summary>What was found.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>The job; set when <see cref="Status"/> is <see cref="SubmissionStatus.Found"/> or <see cref="SubmissionStatus.Partial"/>.</summary>
    public Job? Job { get; init; }

    /// <summary>
    /// Further jobs of the same submission, which must not be: on a service without submit tokens a lost submit may surface late.
    /// The client stops and reports them. Default: none.
    /// </summary>
    public IReadOnlyList<Job> Duplicates { get; init; } = [];

    /// <summary>What the provider wants to know again when it completes a partial submit.</summary>
    public object? State { get; init; }
}
