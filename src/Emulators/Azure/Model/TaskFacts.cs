namespace MultiBatch.Emulators.Azure.Model;

/// <summary>What is true of a task from one moment to the next.</summary>
internal sealed record TaskFacts
{
    public required TaskPhase Phase { get; init; }

    public required DateTimeOffset Since { get; init; }

    public TaskPhase? Previous { get; init; }

    public DateTimeOffset? PreviousSince { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? ExitCode { get; init; }

    public TaskFailure? Failure { get; init; }

    public int Retries { get; init; }

    public DateTimeOffset? RetriedAt { get; init; }

    public int Requeues { get; init; }

    public DateTimeOffset? RequeuedAt { get; init; }

    public NodeEntry? Node { get; init; }

    public bool Succeeded => Phase == TaskPhase.Completed && Failure is null;

    public TaskFacts To(TaskPhase phase, DateTimeOffset now) => this with { Phase = phase, Since = now, Previous = Phase, PreviousSince = Since };
}
