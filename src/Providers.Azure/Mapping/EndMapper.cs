using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>Why a task did not succeed, from its failure and its exit code. A table; pure.</summary>
internal static class EndMapper
{
    public const string TaskEnded = "TaskEnded";

    // A shell says 128 + n after signal n; Linux has 64 signals.
    private const int SignalBase = 128;
    private const int LastSignal = 64;

    // The start is noted when the task begins to run, a moment before its clock does.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    private static readonly Dictionary<string, JobCause> ByCode = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CommandLaunchFailed"] = JobCause.StartError,
        ["CommandProgramNotFound"] = JobCause.StartError,
        ["ContainerInvalidSettings"] = JobCause.StartError,
        ["ContainerNotSupported"] = JobCause.StartError,
        ["ContainerPoolNotSupported"] = JobCause.StartError,
        ["ContainerUnknownError"] = JobCause.StartError,
        ["ContainerLaunchFailed"] = JobCause.StartError,
        ["ContainerInvalidImage"] = JobCause.ImagePull,
        ["ContainerImagePullFailed"] = JobCause.ImagePull,
        ["ContainerRegistryAuthenticationFailed"] = JobCause.ImagePull,
        ["ImagePullFailure"] = JobCause.ImagePull,
        ["DiskFull"] = JobCause.DiskFull,
        ["ResourceDirectoryCreateFailed"] = JobCause.Staging,
        ["ResourceFileCreateFailed"] = JobCause.Staging,
        ["ResourceFileWriteFailed"] = JobCause.Staging,
        ["BlobAccessDenied"] = JobCause.Staging,
        ["BlobNotFound"] = JobCause.Staging,
        ["BlobDownloadMiscError"] = JobCause.Staging,
        ["BlobDownloadTimedOut"] = JobCause.Staging,
        ["FileUploadAccessDenied"] = JobCause.Staging,
        ["FileUploadContainerNotFound"] = JobCause.Staging,
        ["FileUploadMiscError"] = JobCause.Staging,
        ["FileUploadTimedOut"] = JobCause.Staging,
        ["NodePreempted"] = JobCause.Preempted,
        ["NodeLost"] = JobCause.HostLost,
        ["NodeUnusable"] = JobCause.HostLost,
        ["TaskTimeout"] = JobCause.TimedOut,
        ["TaskTimedOut"] = JobCause.TimedOut,
        ["MaxWallClockTimeExceeded"] = JobCause.TimedOut,
    };

    /// <summary>The cause of a task that is completed and did not succeed; null when the service gives none.</summary>
    public static JobCause? CauseOf(AzureTask task)
    {
        var info = task.ExecutionInfo;
        var code = info?.FailureInfo?.Code;
        if (string.Equals(code, TaskEnded, StringComparison.OrdinalIgnoreCase))
        {
            // The service has one code for a task that somebody ended and for one that ran out of time; only the clock tells them apart.
            return WireDuration.Read(task.Constraints?.MaxWallClockTime) is { } limit && info!.StartTime is { } began
                && (info.EndTime ?? task.StateTransitionTime) is { } ended && ended - began + Tolerance >= limit
                ? JobCause.TimedOut
                : JobCause.Stopped;
        }

        if (code is not null && ByCode.TryGetValue(code, out var cause))
        {
            return cause;
        }

        return info?.ExitCode switch
        {
            null or 0 => code is null ? null : Is(info?.FailureInfo?.Category, "ServerError") ? JobCause.HostLost : JobCause.StartError,
            CommandLines.StartErrorCode when CommandLines.IsWrapped(task.CommandLine) => JobCause.StartError,
            > SignalBase and <= SignalBase + LastSignal => JobCause.Signal,
            _ => JobCause.ExitCode,
        };
    }

    /// <summary>The exit code of the task itself; null when it is that of the shell that could not start it.</summary>
    public static int? ExitCodeOf(AzureTask task) => IsOurs(task) ? null : task.ExecutionInfo?.ExitCode;

    /// <summary>The signal behind an exit code; null when it means none.</summary>
    public static int? SignalOf(int? exitCode) => exitCode is > SignalBase and <= SignalBase + LastSignal ? exitCode - SignalBase : null;

    /// <summary>The failure in words, details and all: the message alone rarely says what was wrong.</summary>
    public static string? ReasonOf(AzureTask task, JobCause? cause)
    {
        var info = task.ExecutionInfo;
        if (cause is JobCause.ExitCode or JobCause.Signal && info?.ExitCode is { } exitCode)
        {
            return FormattableString.Invariant($"the task ended with exit code {exitCode}");
        }

        if (cause == JobCause.StartError && IsOurs(task))
        {
            return "the task could not be started; its error output says why";
        }

        if (cause == JobCause.TimedOut)
        {
            return $"the task ran longer than it may{(WireDuration.Read(task.Constraints?.MaxWallClockTime) is { } limit ? ", " + DurationText.Format(limit) : string.Empty)}";
        }

        if (cause == JobCause.Stopped || info?.FailureInfo is not { } failure)
        {
            return null;
        }

        var details = string.Join("; ", (failure.Details ?? []).Where(detail => !string.IsNullOrEmpty(detail.Value)).Select(detail => $"{detail.Name}: {detail.Value}"));
        var text = failure.Message ?? failure.Code;
        text = string.IsNullOrEmpty(info.ContainerInfo?.Error) ? text : $"{text}: {info.ContainerInfo!.Error}";
        return details.Length == 0 ? text : text is null ? details : $"{text} ({details})";
    }

    private static bool IsOurs(AzureTask task) => task.ExecutionInfo?.ExitCode == CommandLines.StartErrorCode && CommandLines.IsWrapped(task.CommandLine);

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
