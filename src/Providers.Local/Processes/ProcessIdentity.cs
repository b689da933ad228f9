namespace MultiBatch.Providers.Local.Processes;

/// <summary>
/// Names one process for ever: a process id alone is used again. The start time is in the platform's own unit and only
/// compared for equality; it counts from the boot that <see cref="BootId"/> names.
/// </summary>
internal sealed class ProcessIdentity
{
    public ProcessIdentity(int processId, long startTime, string bootId)
    {
        ProcessId = processId;
        StartTime = startTime;
        BootId = bootId;
    }

    public int ProcessId { get; }

    public long StartTime { get; }

    public string BootId { get; }
}
