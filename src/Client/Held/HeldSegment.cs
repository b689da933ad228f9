using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>One job of the service that a held job became: the only one, or, for spot then on demand, one of several in a row.</summary>
internal sealed record HeldSegment
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The submission id of the service's job. The first segment's is the held job's own.</summary>
    public required string SubmissionId { get; init; }

    /// <summary>How it is bought; null when the job has one segment only and says so itself.</summary>
    public PurchaseKind? Purchase { get; init; }

    /// <summary>The children that run in it, by their index in the held job, in order; null for all, and for a single job.</summary>
    public IReadOnlyList<int>? Indexes { get; init; }

    /// <summary>The attempts before this segment: one number for a single job, one for each of <see cref="Indexes"/> of an array. Null for none.</summary>
    public IReadOnlyList<int>? AttemptsBefore { get; init; }

    /// <summary>Attempts that are left of the policy's; null when it has none.</summary>
    public int? AttemptsLeft { get; init; }

    /// <summary>When its start was recorded, before anything was sent.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>The service's job; null while it is not known to be there.</summary>
    public JobReference? Job { get; init; }

    /// <summary>The children that ended here, by state, without those that went on to the next segment; null while this is the last.</summary>
    public JobStateCounts? Left { get; init; }

    /// <summary>When its first task began, kept once the next segment follows.</summary>
    public DateTimeOffset? StartedAt { get; init; }
}
