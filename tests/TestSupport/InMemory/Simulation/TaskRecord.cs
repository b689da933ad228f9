using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory.Programs;

namespace MultiBatch.TestSupport.InMemory.Simulation;

/// <summary>What runs: a single job's one task, or a child of an array.</summary>
internal sealed class TaskRecord(JobRecord job, int index)
{
    public JobRecord Job => job;

    public int Index => index;

    public JobState State { get; set; } = JobState.Submitted;

    public string? Reason { get; set; }

    /// <summary>Raised whenever the state changes.</summary>
    public int Version { get; set; } = 1;

    /// <summary>Why the task ended as it did, when it did not succeed.</summary>
    public JobCause? Cause { get; set; }

    public int Run { get; set; } = 1;

    /// <summary>The attempt of this run; after a failed one that is repeated, the next.</summary>
    public int Attempt { get; set; }

    public List<AttemptRecord> Attempts { get; } = [];

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why the running attempt is being ended from outside, and in which words; null when it is not.</summary>
    public (JobCause Cause, string Reason)? Ending { get; set; }

    public EnvironmentRecord? Environment { get; set; }

    /// <summary>Since when the task has been waiting in the queue.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    public AttemptRecord? Current => Attempts.Count > 0 ? Attempts[^1] : null;

    public TaskEnd? End => Current is { Run: var run } && run == Run ? Current.End : null;

    public int PreemptedInRun => Attempts.Count(attempt => attempt.Run == Run && attempt.End?.Cause is JobCause.Preempted or JobCause.HostLost);
}
