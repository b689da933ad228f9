using MultiBatch.Providers.Local.Limits;

namespace MultiBatch.Providers.Local.Processes;

/// <summary>Starts attempts as real processes and finds them again after a restart. Safe for use by several threads.</summary>
internal interface IProcessLauncher : IDisposable
{
    LaunchTraits Traits { get; }

    /// <summary>
    /// Starts the attempt; takes 0.1 to 0.3 ms, during which the thread is blocked. The same attempt id never executes
    /// twice: of two launches the second one ends as <see cref="ExitKind.NotClaimed"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The environment or the arguments hold what no process can be given.</exception>
    LaunchResult Launch(LaunchRequest request);

    /// <summary>
    /// Settles an attempt that an engine before this one meant to start: what it left is read, a process that still runs is
    /// watched, and an attempt that never began is revoked, so that it never will. An attempt that is lost has no
    /// processes left when this returns.
    /// </summary>
    Task<AdoptionResult> AdoptAsync(AdoptionRequest request, CancellationToken cancellationToken);

    /// <summary>Everything that an earlier engine left was given to <see cref="AdoptAsync"/>: the rest of it may be tidied up.</summary>
    void CompleteAdoption();
}
