using MultiBatch.Jobs;

namespace MultiBatch.Waiting;

/// <summary>How to wait for jobs.</summary>
public sealed record WaitOptions
{
    /// <summary>How long to wait in all; jobs that have not ended by then are a <see cref="BatchErrorCode.Timeout"/> and go on. Default: no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Told of every change that is seen, one at a time, in order; a job is never seen to go back (<see cref="Job.Progress"/>).
    /// An array parent is told of too when its counts of children change. Default: nobody.
    /// </summary>
    public IProgress<Job>? Progress { get; init; }

    /// <summary>True to tell <see cref="Progress"/> of the children of arrays too. Costs calls to list them. Default: false.</summary>
    public bool IncludeChildren { get; init; }
}
