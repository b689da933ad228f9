using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>An attempt that starts or runs under this engine. Belongs to the loop.</summary>
internal sealed class LiveAttempt
{
    public LiveAttempt(JobEntry job, int index, EnvironmentEntry? environment)
    {
        Job = job;
        Index = index;
        Environment = environment;
        Id = AttemptIds.OfLatest(job, index);
    }

    public JobEntry Job { get; }

    public int Index { get; }

    public string Id { get; }

    /// <summary>Whose room it takes; null when that environment is gone.</summary>
    public EnvironmentEntry? Environment { get; }

    /// <summary>Null until it is started.</summary>
    public IRunningAttempt? Process { get; set; }

    /// <summary>An end that was reported before the start was.</summary>
    public ExitReport? EarlyExit { get; set; }

    /// <summary>How often a start was tried.</summary>
    public int Tries { get; set; }

    /// <summary>Whether a signal was sent on our order.</summary>
    public bool IsSignalled { get; set; }

    /// <summary>Whether an engine before this one may have sent a signal on its order.</summary>
    public bool MayBeSignalled { get; set; }

    /// <summary>The next thing the clock brings: the timeout, or the end of the grace.</summary>
    public Deadlines.Deadline? Next { get; set; }

    /// <summary>What the state says of the task; null once the attempt has ended.</summary>
    public RunningTask? Facts => Job.Live is { } live && live.Running.TryGetValue(Index, out var facts) ? facts : null;
}
