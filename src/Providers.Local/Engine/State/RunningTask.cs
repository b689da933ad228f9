using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Processes;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>What must be known of a task as long as it starts or runs.</summary>
internal sealed class RunningTask
{
    /// <summary>The environment whose room it takes; null when its start was not recorded before a crash.</summary>
    public string? Environment { get; set; }

    public ProcessIdentity? Identity { get; set; }

    /// <summary>Why it is to be ended: timed out or stopped. Null when it is not.</summary>
    public JobCause? KillCause { get; set; }

    public string? KillReason { get; set; }
}
