namespace MultiBatch.Jobs;

/// <summary>
/// Where a job stands. The values are ordered: within one attempt a client never shows a job going back
/// (see <see cref="JobProgress"/>). <see cref="Unknown"/> is outside the order.
/// </summary>
public enum JobState
{
    /// <summary>The provider reported a state this version does not know; <see cref="Job.NativeState"/> has it.</summary>
    Unknown = 0,

    /// <summary>Accepted by the provider, not yet looked at.</summary>
    Submitted = 1,

    /// <summary>Waits for other jobs, or is held by a client.</summary>
    Blocked = 2,

    /// <summary>Waits for a machine.</summary>
    Queued = 3,

    /// <summary>Has a machine; is being prepared.</summary>
    Starting = 4,

    /// <summary>The task runs.</summary>
    Running = 5,

    /// <summary>Ended well. Terminal.</summary>
    Succeeded = 6,

    /// <summary>Ended, not well. Terminal.</summary>
    Failed = 7,

    /// <summary>Was stopped, or never ran because of a dependency. Terminal.</summary>
    Cancelled = 8,
}
