using System.Runtime.InteropServices;
using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>
/// Where there are no process file descriptors (macOS, older Linux): a thread for each child, and a look every now and then
/// at processes that are not our children.
/// </summary>
internal sealed unsafe class ThreadExitWatcher : IExitWatcher
{
    // siginfo_t has 128 bytes on Linux and 104 on macOS.
    private const int SignalInfoSize = 256;
    private const int ThreadStackSize = 128 * 1024;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly List<Polled> _polled = [];
    private readonly IProcessTable _processes;
    private readonly ITimer _timer;
    private volatile bool _disposed;

    public ThreadExitWatcher(IProcessTable processes, TimeProvider time)
    {
        _processes = processes;
        _timer = time.CreateTimer(_ => Poll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Watch(int processId, bool isChild, Action ended)
    {
        if (isChild)
        {
            new Thread(() => WaitForChild(processId, ended), ThreadStackSize) { IsBackground = true, Name = "MultiBatch process exit" }.Start();
            return;
        }

        lock (_gate)
        {
            _ = _processes.TryGetStartTime(processId, out var startTime);
            _polled.Add(new Polled(processId, startTime, ended));
            if (_polled.Count == 1 && !_disposed)
            {
                _timer.Change(PollInterval, PollInterval);
            }
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }

    private void WaitForChild(int processId, Action ended)
    {
        var info = stackalloc byte[SignalInfoSize];
        int result;
        do
        {
            result = LibC.WaitId(
                UnixConstants.WaitForProcessId, (uint)processId, info, UnixConstants.WaitExited | UnixConstants.Current.WaitNoReap);
        }
        while (result != 0 && Marshal.GetLastWin32Error() == UnixConstants.ErrorInterrupted);

        if (!_disposed)
        {
            ended();
        }
    }

    private void Poll()
    {
        var gone = new List<Polled>();
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            foreach (var polled in _polled)
            {
                if (!_processes.TryGetStartTime(polled.ProcessId, out var startTime) || startTime != polled.StartTime)
                {
                    gone.Add(polled);
                }
            }

            _polled.RemoveAll(gone.Contains);
            if (_polled.Count == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var polled in gone)
        {
            polled.Ended();
        }
    }

    private sealed class Polled
    {
        public Polled(int processId, long startTime, Action ended)
        {
            ProcessId = processId;
            StartTime = startTime;
            Ended = ended;
        }

        public int ProcessId { get; }

        public long StartTime { get; }

        public Action Ended { get; }
    }
}
