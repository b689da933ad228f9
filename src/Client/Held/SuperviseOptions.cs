using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>How to supervise held jobs.</summary>
public sealed record SuperviseOptions
{
    /// <summary>True to go on when no held job is left, until cancelled. Default: false.</summary>
    public bool Forever { get; init; }

    /// <summary>Only these jobs, and the held ones that they wait for. Default: every held job of the connection.</summary>
    public IReadOnlyCollection<JobReference>? Jobs { get; init; }

    /// <summary>Told of every held job that starts, changes or ends. Default: nobody.</summary>
    public IProgress<Job>? Progress { get; init; }
}
