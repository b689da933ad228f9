using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>Everything a thread that starts attempts needs to know of one.</summary>
internal sealed record LaunchOrder
{
    public required string AttemptId { get; init; }

    public required string JobId { get; init; }

    public required JobSpec Spec { get; init; }

    public required int Index { get; init; }

    public required int ArraySize { get; init; }

    public required int Attempt { get; init; }

    public SecretReader? Secrets { get; init; }

    public required ResourceLimits Limits { get; init; }

    public required StartMode Mode { get; init; }

    /// <summary>Whether the folder is there from an earlier try.</summary>
    public bool IsAgain { get; init; }

    public required Action<ExitReport> OnExit { get; init; }
}
