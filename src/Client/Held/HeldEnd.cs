using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>How a held job ended that the service never saw, or of which nothing more is to run.</summary>
internal sealed record HeldEnd
{
    public required JobState State { get; init; }

    public required JobCause Cause { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset At { get; init; }
}
