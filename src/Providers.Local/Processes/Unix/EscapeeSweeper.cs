using MultiBatch.Providers.Local.Interop;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>
/// Ends processes of attempts that left the attempt's process group (a daemon, say), found by the mark in their environment.
/// To look costs a read for every process of the machine, so attempts that ended are swept together, some time later, and
/// those that wait for it at once.
/// </summary>
internal sealed class EscapeeSweeper : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // A process in uninterruptible sleep dies later by itself: it has its signal.
    private const int MostRounds = 200;

    private readonly object _gate = new();
    private readonly IProcessTable _processes;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly HashSet<string> _later = new(StringComparer.Ordinal);
    private HashSet<string> _now = new(StringComparer.Ordinal);
    private Task _running = Task.CompletedTask;
    private Task? _next;
    private bool _disposed;

    public EscapeeSweeper(IProcessTable processes, TimeProvider time)
    {
        _processes = processes;
        _time = time;
        _timer = time.CreateTimer(_ => StartDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sweeps an attempt that ended by itself, soon.</summary>
    public void SweepLater(string mark)
    {
        lock (_gate)
        {
            if (_later.Add(mark) && _later.Count == 1 && !_disposed)
            {
                _timer.Change(Delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Completes when no process carries the attempt's mark, or none of them can be ended.</summary>
    public Task SweepAsync(string mark)
    {
        lock (_gate)
        {
            _now.Add(mark);

            // A sweep that runs now may have passed the attempt's processes already: the next one counts.
            return _next ??= StartAfter(_running);
        }
    }

    /// <summary>Sends a signal to every process that carries the attempt's mark, once.</summary>
    public void Signal(string mark, int signal)
    {
        var marks = new HashSet<string>(StringComparer.Ordinal) { mark };
        foreach (var id in Marked(marks))
        {
            Send(id, marks, signal);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void StartDue()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _now.UnionWith(_later);
            _later.Clear();
            _next ??= StartAfter(_running);
        }
    }

    // Elsewhere, because the caller holds the lock.
    private Task StartAfter(Task previous) => Task.Run(() => RunAfterAsync(previous));

    private async Task RunAfterAsync(Task previous)
    {
        await previous.ConfigureAwait(false);
        HashSet<string> marks;
        lock (_gate)
        {
            marks = _now;
            _now = new HashSet<string>(StringComparer.Ordinal);
            _running = _next!;
            _next = null;
        }

        for (var round = 0; round < MostRounds && KillMarked(marks); round++)
        {
            await Task.Delay(Pause, _time).ConfigureAwait(false);
        }
    }

    /// <returns>Whether there was any.</returns>
    private bool KillMarked(HashSet<string> marks)
    {
        var found = false;
        foreach (var id in Marked(marks))
        {
            found = true;
            Send(id, marks, UnixConstants.SignalKill);
        }

        return found;
    }

    private IEnumerable<int> Marked(HashSet<string> marks) =>
        _processes.List().Where(id => id > 1 && id != CurrentProcess.Id && IsMarked(id, marks));

    private bool IsMarked(int processId, HashSet<string> marks) =>
        _processes.FindMark(processId) is { } mark && marks.Contains(mark);

    private void Send(int processId, HashSet<string> marks, int signal)
    {
        var descriptor = OperatingSystem.IsLinux() ? LinuxLibC.PidfdOpen(processId) : -1;
        if (descriptor < 0)
        {
            _ = LibC.Kill(processId, signal);
            return;
        }

        // Looked at again once it is held, so that the signal cannot reach another process that got the same id.
        if (IsMarked(processId, marks))
        {
            _ = LinuxLibC.PidfdSendSignal(descriptor, signal);
        }

        _ = LibC.Close(descriptor);
    }
}
