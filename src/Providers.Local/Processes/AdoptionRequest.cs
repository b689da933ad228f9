using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes;

/// <summary>An attempt whose start was intended, and perhaps happened, under an earlier engine.</summary>
internal sealed class AdoptionRequest
{
    public required AttemptPaths Paths { get; init; }

    /// <summary>The mode it was to be started in.</summary>
    public StartMode Mode { get; init; } = StartMode.Recorded;

    /// <summary>
    /// What the journal knows of its process. Not needed where processes carry the attempt's mark (Linux); without it the
    /// process id in the state file is checked by that mark.
    /// </summary>
    public ProcessIdentity? Identity { get; init; }

    /// <summary>As in <see cref="LaunchRequest.OnExit"/>, for an attempt that still runs.</summary>
    public Action<ExitReport>? OnExit { get; init; }
}
