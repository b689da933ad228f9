using MultiBatch.Jobs;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Why an attempt or a job did not succeed, from the service's texts and exit codes. A table; pure.</summary>
internal static class EndMapper
{
    // A shell says 128 + n after signal n; Linux has 64 signals.
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    /// <summary>What the texts of the platform say, by how they begin, in the order they are tried.</summary>
    private static readonly (string Beginning, JobCause Cause)[] ByBeginning =
    [
        (NativeReasons.SpotInterrupted, JobCause.Preempted),
        (NativeReasons.HostLost, JobCause.HostLost),
        (NativeReasons.TimedOut, JobCause.TimedOut),
        (NativeReasons.OutOfMemory, JobCause.OutOfMemory),
        (NativeReasons.CannotPull, JobCause.ImagePull),
        (NativeReasons.CannotStart, JobCause.StartError),
        (NativeReasons.CannotCreate, JobCause.StartError),
        (NativeReasons.ResourceInitialization, JobCause.StartError),
        ("CannotStopContainerError", JobCause.HostLost),
        ("CannotInspectContainerError", JobCause.HostLost),
        ("ContainerRuntimeTimeoutError", JobCause.HostLost),
        ("DockerTimeoutError", JobCause.StartError),
        ("TaskFailedToStart", JobCause.StartError),
        ("Task failed to start", JobCause.StartError),
        (NativeReasons.DependencyFailed, JobCause.DependencyFailed),
    ];

    /// <summary>The cause an attempt that did not succeed ended for; null when the service gives none.</summary>
    /// <param name="exitCode">The exit code of the container.</param>
    /// <param name="containerReason">The reason beside it.</param>
    /// <param name="statusReason">The reason of the attempt, or of the job.</param>
    /// <param name="hasPrelude">True when our prelude started the task: its own exit code then means that it could not.</param>
    public static JobCause? CauseOf(int? exitCode, string? containerReason, string? statusReason, bool hasPrelude)
    {
        var said = ByText(containerReason) ?? ByText(statusReason);
        if (said is not null)
        {
            return said;
        }

        return exitCode switch
        {
            null or 0 => null,
            Prelude.StartErrorCode when hasPrelude => JobCause.StartError,
            > SignalBase and <= SignalBase + LastSignal => JobCause.Signal,
            _ => JobCause.ExitCode,
        };
    }

    /// <summary>The signal behind an exit code; null when it means none.</summary>
    public static int? SignalOf(int? exitCode) => exitCode is > SignalBase and <= SignalBase + LastSignal ? exitCode - SignalBase : null;

    /// <summary>Whether a job that the service calls FAILED was in truth called off: stopped, or ruled out by a predecessor.</summary>
    public static bool IsCancelled(bool? isCancelled, bool? isTerminated, string? statusReason) =>
        isCancelled == true || isTerminated == true || Begins(statusReason, NativeReasons.DependencyFailed);

    /// <summary>The cause of a job that was called off.</summary>
    public static JobCause CauseOfCancelled(string? statusReason) =>
        Begins(statusReason, NativeReasons.DependencyFailed) ? JobCause.DependencyFailed : JobCause.Stopped;

    /// <summary>The two reasons in one line, without saying anything twice.</summary>
    public static string? Join(string? statusReason, string? containerReason, int? exitCode)
    {
        var status = string.IsNullOrWhiteSpace(statusReason) ? null : statusReason!.Trim();
        var container = string.IsNullOrWhiteSpace(containerReason) ? null : containerReason!.Trim();
        var text = status is null || container is null || status.Contains(container, StringComparison.OrdinalIgnoreCase) ? status ?? container
            : container.Contains(status, StringComparison.OrdinalIgnoreCase) ? container
            : status + ": " + container;
        return exitCode is not (null or 0) && (text is null || text.StartsWith(NativeReasons.TaskExited, StringComparison.OrdinalIgnoreCase))
            ? FormattableString.Invariant($"the task ended with exit code {exitCode}")
            : text;
    }

    private static JobCause? ByText(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (text!.Contains(NativeReasons.DiskFull, StringComparison.OrdinalIgnoreCase))
        {
            return JobCause.DiskFull;
        }

        foreach (var (beginning, cause) in ByBeginning)
        {
            if (Begins(text, beginning))
            {
                return cause;
            }
        }

        return null;
    }

    private static bool Begins(string? text, string beginning) => text?.TrimStart().StartsWith(beginning, StringComparison.OrdinalIgnoreCase) == true;
}
