using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>What the end of a process, or the failure to start one, means for the attempt.</summary>
internal sealed record AttemptOutcome
{
    public required JobState State { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public int? ExitCode { get; init; }

    public int? Signal { get; init; }

    public JobCause? Cause { get; init; }

    /// <summary>Whether it is certain that nothing of the attempt ever ran, nor will: another one is then had for nothing.</summary>
    public bool NeverRan { get; init; }

    /// <summary>In words, where the rest does not say it.</summary>
    public string? Reason { get; init; }

    /// <summary>The end of a process; an order to kill it that was given before counts more than how it ended.</summary>
    public static AttemptOutcome Of(ExitReport report, RunningTask? task)
    {
        var outcome = new AttemptOutcome
        {
            State = JobState.Failed,
            EndedAt = report.EndedAt,
            ExitCode = report.ExitCode,
            Signal = report.Signal,
        };
        if (task?.KillCause is { } cause)
        {
            return outcome with
            {
                State = cause == JobCause.Stopped ? JobState.Cancelled : JobState.Failed,
                Cause = cause,
                Reason = task.KillReason,
            };
        }

        return report.Kind switch
        {
            ExitKind.Exited when report.ExitCode == 0 => outcome with { State = JobState.Succeeded },
            ExitKind.Exited when report.OutOfMemory => outcome with { Cause = JobCause.OutOfMemory, Reason = "A process of the task was killed for lack of memory." },
            ExitKind.Exited => outcome with { Cause = report.Signal is null ? JobCause.ExitCode : JobCause.Signal },
            ExitKind.StartFailed => outcome with { Cause = JobCause.StartError, Reason = report.Message },
            _ => outcome with { Cause = JobCause.HostLost, Reason = report.Message },
        };
    }

    /// <summary>The engine died after it had recorded a start and before the task's first step.</summary>
    public static AttemptOutcome NeverBegan(RunningTask? task, DateTimeOffset now) =>
        Of(ExitReport.Lost("The engine ended in the middle of the start; nothing of the attempt has run.", outOfMemory: false, now), task) with { NeverRan = true };

    /// <summary>The task's program could not be started.</summary>
    public static AttemptOutcome StartFailed(string message, DateTimeOffset now) =>
        new() { State = JobState.Failed, EndedAt = now, Cause = JobCause.StartError, Reason = message };
}
