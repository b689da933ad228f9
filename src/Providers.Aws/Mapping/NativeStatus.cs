using MultiBatch.Jobs;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>The states of jobs, in the service's words and in ours.</summary>
internal static class NativeStatus
{
    public const string Submitted = "SUBMITTED";
    public const string Pending = "PENDING";
    public const string Runnable = "RUNNABLE";
    public const string Starting = "STARTING";
    public const string Running = "RUNNING";
    public const string Succeeded = "SUCCEEDED";
    public const string Failed = "FAILED";

    /// <summary>Every state, in the order of a job's life.</summary>
    public static IReadOnlyList<string> All { get; } = [Submitted, Pending, Runnable, Starting, Running, Succeeded, Failed];

    /// <summary>The states of jobs that have not ended.</summary>
    public static IReadOnlyList<string> Open { get; } = [Submitted, Pending, Runnable, Starting, Running];

    /// <summary>The state in our words. FAILED is also said of jobs that were stopped; <see cref="EndMapper"/> tells them apart.</summary>
    public static JobState ToState(string? status) => status switch
    {
        Submitted => JobState.Submitted,
        Pending => JobState.Blocked,
        Runnable => JobState.Queued,
        Starting => JobState.Starting,
        Running => JobState.Running,
        Succeeded => JobState.Succeeded,
        Failed => JobState.Failed,
        _ => JobState.Unknown,
    };

    /// <summary>The native states in which a job may be that we call <paramref name="state"/>.</summary>
    public static string? Of(JobState state) => state switch
    {
        JobState.Submitted => Submitted,
        JobState.Blocked => Pending,
        JobState.Queued => Runnable,
        JobState.Starting => Starting,
        JobState.Running => Running,
        JobState.Succeeded => Succeeded,
        JobState.Failed or JobState.Cancelled => Failed,
        _ => null,
    };

    public static bool IsEnd(string? status) => status is Succeeded or Failed;
}
