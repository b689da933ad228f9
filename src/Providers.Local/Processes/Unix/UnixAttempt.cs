using System.Runtime.InteropServices;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>One attempt whose leading process also leads a session and a process group.</summary>
internal sealed class UnixAttempt : IRunningAttempt
{
    // While the shell makes the job's process it takes the signal for itself: the job would never hear of it. Where it cannot be seen how far
    // the shell is, it gets this much time.
    private static readonly TimeSpan YoungestToTerminate = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TerminatePause = TimeSpan.FromMilliseconds(10);

    // To look costs a read for every process of the machine, and no shell takes that long even on a busy one.
    private static readonly TimeSpan OldEnough = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly TaskCompletionSource<ExitReport> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly UnixHost _host;
    private readonly AttemptPaths _paths;
    private readonly StartMode _mode;
    private readonly IAppliedLimits _limits;
    private readonly string _program;
    private readonly bool _isChild;
    private readonly long _startedAt;
    private readonly Action<ExitReport>? _onExit;
    private bool _abandoned;
    private bool _ended;
    private bool _killed;
    private bool _terminated;

    public UnixAttempt(
        UnixHost host, AttemptPaths paths, StartMode mode, int processId, bool isChild, string program, IAppliedLimits limits, Action<ExitReport>? onExit)
    {
        _host = host;
        _paths = paths;
        _mode = mode;
        _isChild = isChild;
        _program = program;
        _limits = limits;
        _onExit = onExit;
        _startedAt = host.Time.GetTimestamp();
        ProcessId = processId;
    }

    public string AttemptId => _paths.AttemptId;

    public int ProcessId { get; }

    public Task<ExitReport> Exit => _exit.Task;

    /// <summary>Begins to wait for the end.</summary>
    public void Watch()
    {
        _host.Running[this] = true;
        _host.Watcher.Watch(ProcessId, _isChild, OnEnded);
    }

    public ProcessIdentity? FindIdentity() =>
        _host.Processes.TryGetStartTime(ProcessId, out var startTime) ? new ProcessIdentity(ProcessId, startTime, _host.Processes.BootId) : null;

    public bool Terminate()
    {
        lock (_gate)
        {
            _terminated = true;
            if (HasJob())
            {
                SendTerminate();
            }
            else
            {
                _ = TerminateLaterAsync();
            }
        }

        return true;
    }

    public void Kill()
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _killed = true;
            SignalGroup(UnixConstants.SignalKill);

            // Under the lock, because the group serves another attempt as soon as this one has ended.
            _limits.Signal(UnixConstants.SignalKill);
        }
    }

    /// <summary>Gives up watching: the launcher ends before the job.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
        }

        _host.Running.TryRemove(this, out _);
        _exit.TrySetCanceled();
    }

    private static WaitStatus? Collect(int processId)
    {
        int result;
        var status = 0;
        do
        {
            result = WaitPid(processId, out status);
        }
        while (result < 0 && Marshal.GetLastWin32Error() == UnixConstants.ErrorInterrupted);

        // Not our child; or the host ignores SIGCHLD, so that the kernel collected it.
        return result == processId ? new WaitStatus(status) : null;
    }

    private static unsafe int WaitPid(int processId, out int status)
    {
        int value;
        var result = LibC.WaitPid(processId, &value, UnixConstants.WaitNoHang);
        status = value;
        return result;
    }

    /// <summary>Whether the job's own process is there and would hear of a signal.</summary>
    private bool HasJob()
    {
        var age = _host.Time.GetElapsedTime(_startedAt);
        return _mode != StartMode.Recorded || age >= OldEnough || (_host.Processes.HasStartedAnother(ProcessId) ?? age >= YoungestToTerminate);
    }

    private async Task TerminateLaterAsync()
    {
        while (true)
        {
            await Task.Delay(TerminatePause, _host.Time).ConfigureAwait(false);
            lock (_gate)
            {
                if (_ended || _abandoned)
                {
                    return;
                }

                if (HasJob())
                {
                    SendTerminate();
                    return;
                }
            }
        }
    }

    private void SendTerminate()
    {
        if (_ended || _abandoned)
        {
            return;
        }

        SignalGroup(UnixConstants.SignalTerminate);

        // A stopped process sees the request only when it goes on.
        SignalGroup(UnixConstants.Current.SignalContinue);
    }

    private void SignalGroup(int signal) => _ = LibC.Kill(-ProcessId, signal);

    private void OnEnded()
    {
        try
        {
            WaitStatus? status;
            bool killed;
            lock (_gate)
            {
                if (_abandoned)
                {
                    return;
                }

                // What the job left running ends with it. As long as the leader is not collected its number is not used
                // again; the number of one that is gone is not used again while a member of its group lives.
                if (_isChild || _host.Processes.HasEnded(ProcessId))
                {
                    SignalGroup(UnixConstants.SignalKill);
                }

                _ended = true;
                status = Collect(ProcessId);
                killed = _killed;
            }

            _host.Running.TryRemove(this, out _);
            var outOfMemory = _limits.SawOutOfMemory();
            _limits.Release();
            var report = Report(status, outOfMemory);
            if (report.Kind == ExitKind.NotClaimed)
            {
                // Whoever carries the attempt's mark belongs to the launch that was first.
                Complete(report);
                return;
            }

            if (killed || report.Kind == ExitKind.Lost)
            {
                _ = CompleteAfterSweepAsync(report);
                return;
            }

            _host.Sweeper.SweepLater(_paths.Mark);
            Complete(report);
        }
        catch (Exception e)
        {
            // On the thread that waits for all processes: the error belongs to whoever waits for this one.
            _exit.TrySetException(e);
        }
    }

    private void Complete(ExitReport report)
    {
        _onExit?.Invoke(report);
        _exit.TrySetResult(report);
    }

    private async Task CompleteAfterSweepAsync(ExitReport report)
    {
        try
        {
            await _host.Sweeper.SweepAsync(_paths.Mark).ConfigureAwait(false);
            Complete(report);
        }
        catch (Exception e)
        {
            _exit.TrySetException(e);
        }
    }

    private ExitReport Report(WaitStatus? status, bool outOfMemory)
    {
        var now = _host.Time.GetUtcNow();
        var state = StateFile.Read(_paths.StateFile);
        if (state is not null && _mode == StartMode.Recorded && state.ProcessId != ProcessId && IsNotClaimed(state, status))
        {
            return ExitReport.NotClaimed("Another launch of the same attempt was first.", now);
        }

        if (StateReport.Read(state, _program, _host.Shells, outOfMemory, now) is { } recorded)
        {
            return recorded;
        }

        if (_mode == StartMode.Direct)
        {
            return status is { } exact
                ? exact.Signal is { } ending ? ExitReport.FromSignal(ending, outOfMemory, now) : ExitReport.FromCode(exact.Code!.Value, outOfMemory, now)
                : ExitReport.Lost("The process ended and its exit code was not kept for this engine.", outOfMemory, now);
        }

        if (state is not null && state.ProcessId is null && status?.Code == WrapperScript.ShellFailed)
        {
            return ExitReport.StartFailed($"The attempt could not be recorded in '{_paths.StateFile}': is the disk full?", now);
        }

        if (state?.ProcessId is not null && status?.Code is { } code)
        {
            // The shell came to its end but found no room to write; its own status is that of the job.
            return StateReport.FromCode(code, _program, _host.Shells, outOfMemory, now);
        }

        if (RequestedSignal(status) is { } signal)
        {
            return ExitReport.FromSignal(signal, outOfMemory, now);
        }

        if (state is null && _isChild)
        {
            return ExitReport.StartFailed($"The attempt could not be recorded in '{_paths.StateFile}': is the folder gone or the disk full?", now);
        }

        return ExitReport.Lost(
            status?.Signal is { } ended
                ? $"The shell that records the exit code was ended by signal {ended}; what became of the job is not known."
                : "The process ended and nobody recorded its exit code.",
            outOfMemory,
            now);
    }

    /// <summary>Whether the file is another's, who perhaps has not yet written his number into it.</summary>
    private static bool IsNotClaimed(StateFile state, WaitStatus? status) =>
        state.ProcessId is not null || (!state.IsRevoked && status?.Code == WrapperScript.NotClaimed);

    /// <summary>The signal of this attempt's own stop, which a group KILL leaves unrecorded.</summary>
    private int? RequestedSignal(WaitStatus? status) =>
        status?.Signal is { } signal
            ? (_killed && signal == UnixConstants.SignalKill) || (_terminated && signal == UnixConstants.SignalTerminate) ? signal : null
            : _killed && !_isChild ? UnixConstants.SignalKill : null;
}
