using MultiBatch.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>How a task that did not succeed ended. Pure.</summary>
internal sealed record TaskEnd
{
    // A shell says 128 + n after signal n; Linux has 64 signals.
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    /// <summary>The exit code of the task itself; null where the service, or our launcher, gave one in its place.</summary>
    public int? ExitCode { get; init; }

    public int? Signal { get; init; }

    public JobCause? Cause { get; init; }

    public string? Reason { get; init; }

    /// <param name="code">The exit code the service reports; null when it reports none.</param>
    /// <param name="text">The event that says so.</param>
    /// <param name="start">How the task was started.</param>
    public static TaskEnd Of(int? code, string? text, TaskStart start)
    {
        if (code is not { } number)
        {
            return new TaskEnd { Reason = text };
        }

        if (ReservedCodes.Is(number))
        {
            return new TaskEnd { Cause = ReservedCodes.CauseOf(number), Reason = text ?? $"the service ended the task with code {number}" };
        }

        if (start == TaskStart.Launcher && number == Launcher.StartErrorCode)
        {
            return new TaskEnd { Cause = JobCause.StartError, Reason = "the task could not be started; its log says why" };
        }

        return number is > SignalBase and <= SignalBase + LastSignal
            ? new TaskEnd { ExitCode = number, Signal = number - SignalBase, Cause = JobCause.Signal, Reason = text }
            : new TaskEnd { ExitCode = number, Cause = number == 0 ? null : JobCause.ExitCode, Reason = text };
    }
}
