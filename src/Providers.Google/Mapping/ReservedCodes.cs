using MultiBatch.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>
/// The exit codes that the service itself gives a task whose machine or time was taken
/// (https://cloud.google.com/batch/docs/troubleshooting#reserved-exit-codes).
/// </summary>
internal static class ReservedCodes
{
    public const int Other = 50000;
    public const int Preempted = 50001;
    public const int NoReports = 50002;
    public const int Rebooted = 50003;
    public const int Unresponsive = 50004;
    public const int TimedOut = 50005;
    public const int Recreated = 50006;

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<int> All { get; } = [Other, Preempted, NoReports, Rebooted, Unresponsive, TimedOut, Recreated];

    public static bool Is(int code) => code is >= Other and < 51000;

    /// <summary>What a code of the service means; null for one that says only that something went wrong.</summary>
    public static JobCause? CauseOf(int code) => code switch
    {
        Preempted => JobCause.Preempted,
        NoReports or Rebooted or Unresponsive or Recreated => JobCause.HostLost,
        TimedOut => JobCause.TimedOut,
        _ => null,
    };
}
