using System.ComponentModel;
using System.Diagnostics;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes.Portable;

/// <summary>What the class library knows of processes everywhere. It cannot see marks in their environment.</summary>
internal sealed class SystemProcessTable : IProcessTable
{
    // Start times are absolute here.
    public string BootId => string.Empty;

    public bool TryGetStartTime(int processId, out long startTime)
    {
        startTime = 0;
        try
        {
            using var process = Process.GetProcessById(processId);
            startTime = process.StartTime.ToUniversalTime().Ticks;
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Gone, or another user's.
            return false;
        }
    }

    public bool HasEnded(int processId) => !TryGetStartTime(processId, out _);

    public string? FindMark(int processId) => null;

    public bool Leads(int processId, AttemptPaths attempt) => false;

    public bool? HasStartedAnother(int processId) => null;

    public IEnumerable<int> List() => [];
}
