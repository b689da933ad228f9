using MultiBatch.Jobs;

namespace MultiBatch.PowerShell.Jobs;

/// <summary>How many children of an array are in each state.</summary>
public sealed class BatchStateCounts
{
    private readonly JobStateCounts _counts;

    internal BatchStateCounts(JobStateCounts counts) => _counts = counts;

    /// <summary>All of them.</summary>
    public int Total => _counts.Total;

    /// <summary>Accepted, not yet looked at.</summary>
    public int Submitted => _counts[JobState.Submitted];

    /// <summary>Waiting for other jobs.</summary>
    public int Blocked => _counts[JobState.Blocked];

    /// <summary>Waiting for a machine.</summary>
    public int Queued => _counts[JobState.Queued];

    /// <summary>Being prepared.</summary>
    public int Starting => _counts[JobState.Starting];

    /// <summary>Running.</summary>
    public int Running => _counts[JobState.Running];

    /// <summary>Ended well.</summary>
    public int Succeeded => _counts[JobState.Succeeded];

    /// <summary>Ended, not well.</summary>
    public int Failed => _counts[JobState.Failed];

    /// <summary>Stopped, or never run because of a dependency.</summary>
    public int Cancelled => _counts[JobState.Cancelled];

    /// <summary>In a state this version does not know.</summary>
    public int Unknown => _counts[JobState.Unknown];

    /// <summary>The counts as <c>3 running, 21 succeeded</c>.</summary>
    public override string ToString() => _counts.ToString();
}
