using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>A held job under supervision. Touched by the supervision's loop only, and by its one step while <see cref="IsBusy"/>.</summary>
internal sealed class SupervisedJob(string id)
{
    public string Id => id;

    /// <summary>The record as last read or written; null before the first read.</summary>
    public HeldEntry? Entry { get; set; }

    /// <summary>What is watched for it and has not ended.</summary>
    public HashSet<JobReference> Open { get; } = [];

    /// <summary>What was watched for it, as it ended; null where that is not known any more.</summary>
    public Dictionary<JobReference, Job?> Ends { get; } = [];

    /// <summary>True while a step of it is under way.</summary>
    public bool IsBusy { get; set; }

    /// <summary>True while it stands in line for a step.</summary>
    public bool IsDue { get; set; }

    /// <summary>When to read it again, whatever happens; null when there is no such time.</summary>
    public DateTimeOffset? WakeAt { get; set; }

    /// <summary>How often in a row its start has failed for the moment.</summary>
    public int Failures { get; set; }

    /// <summary>Whom its record is kept in memory for: true while the supervision only waits for others.</summary>
    public bool IsKept { get; set; }
}
