using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes;

/// <summary>Everything needed to start one attempt. The folder of the attempt exists already.</summary>
internal sealed class LaunchRequest
{
    /// <summary>The folder, the logs and the state file of the attempt; also carries its id.</summary>
    public required AttemptPaths Paths { get; init; }

    public required JobCommand Command { get; init; }

    /// <summary>The whole environment of the job: nothing else is passed on. Built by <see cref="Variables.AttemptEnvironment"/>.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; }

    public StartMode Mode { get; init; } = StartMode.Recorded;

    /// <summary>Whether standard error goes to the file of standard output.</summary>
    public bool MergeOutput { get; init; }

    /// <summary>The working directory; the scratch folder of the attempt unless set.</summary>
    public string? WorkingDirectory { get; init; }

    public ResourceLimits Limits { get; init; } = ResourceLimits.None;

    /// <summary>
    /// Called with the end of the attempt just before <see cref="IRunningAttempt.Exit"/> completes, on a thread of the
    /// launcher: quicker than the task, but it must not block or throw.
    /// </summary>
    public Action<ExitReport>? OnExit { get; init; }
}
