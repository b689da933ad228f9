using MultiBatch.Jobs;

namespace MultiBatch.Emulators.Execution;

/// <summary>One run of a task: a process of this host.</summary>
internal sealed class TaskRun
{
    public required TaskTemplate Template { get; init; }

    /// <summary>Variables of this run alone; every run of a template has the same names.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Called once when the process has started, on a thread of the runner.</summary>
    public required Action<DateTimeOffset> Started { get; init; }

    /// <summary>Called once at the end, also of a run that never started, on a thread of the runner.</summary>
    public required Action<TaskEnd> Ended { get; init; }

    /// <summary>The engine's reference, once it has the task.</summary>
    internal JobReference? Reference { get; set; }

    internal bool IsStarted { get; set; }

    internal bool IsStopping { get; set; }

    internal bool IsEnded => EndedAt is not null;

    /// <summary>When the process ended; null while it has not.</summary>
    internal DateTimeOffset? EndedAt { get; set; }
}
