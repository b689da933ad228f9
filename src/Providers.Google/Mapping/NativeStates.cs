using MultiBatch.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>The service's states. Jobs and tasks share some names, and not their order.</summary>
internal static class NativeStates
{
    public const string Queued = "QUEUED";
    public const string Scheduled = "SCHEDULED";
    public const string Running = "RUNNING";
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";
    public const string Deleting = "DELETION_IN_PROGRESS";
    public const string Cancelling = "CANCELLATION_IN_PROGRESS";
    public const string Cancelled = "CANCELLED";
    public const string Pending = "PENDING";
    public const string Assigned = "ASSIGNED";
    public const string Unexecuted = "UNEXECUTED";

    /// <summary>True for the state of a job that has ended.</summary>
    public static bool IsEnd(string? state) => state is Succeeded or Failed or Cancelled;

    /// <summary>True for the state of a job that somebody has called off.</summary>
    public static bool IsCalledOff(string? state) => state is Cancelled or Cancelling or Deleting;

    /// <summary>The state of a job that is not being called off.</summary>
    public static JobState OfJob(string? state) => state switch
    {
        Queued => JobState.Queued,
        Scheduled => JobState.Starting,
        Running => JobState.Running,
        Succeeded => JobState.Succeeded,
        Failed => JobState.Failed,
        Cancelled => JobState.Cancelled,
        _ => JobState.Unknown,
    };

    /// <summary>The state of a task, whatever its job is doing.</summary>
    public static JobState OfTask(string? state) => state switch
    {
        Pending => JobState.Queued,
        Assigned => JobState.Starting,
        Running => JobState.Running,
        Succeeded => JobState.Succeeded,
        Failed => JobState.Failed,
        Unexecuted => JobState.Cancelled,
        _ => JobState.Unknown,
    };
}
