using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Processes.Unix;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes.Portable;

/// <summary>One attempt whose output goes through this process.</summary>
internal sealed class PortableAttempt : IRunningAttempt
{
    // A process that escaped may hold the output open for ever.
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(5);

    // What ended processes return on Windows: .NET's own kill, and taskkill.
    private const int KilledByFramework = -1;
    private const int KilledByTool = 1;

    private readonly object _gate = new();
    private readonly TaskCompletionSource<ExitReport> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly string? _program;
    private readonly ProcessIdentity _identity;
    private readonly AttemptPaths _paths;
    private readonly EscapeeSweeper? _sweeper;
    private readonly TimeProvider _time;
    private readonly OutputPump[] _pumps;
    private bool _ended;
    private bool _killed;

    /// <param name="process">The process, with redirected output; owned.</param>
    /// <param name="program">The program, where another one is in between that may fail to execute it; else null.</param>
    /// <param name="identity">Names it.</param>
    /// <param name="paths">The attempt's files.</param>
    /// <param name="pumps">The logs: one for each stream, or one for both; owned.</param>
    /// <param name="sweeper">Finds processes by their mark, where that is possible.</param>
    /// <param name="time">The clock.</param>
    public PortableAttempt(
        Process process, string? program, ProcessIdentity identity, AttemptPaths paths, OutputPump[] pumps, EscapeeSweeper? sweeper, TimeProvider time)
    {
        _process = process;
        _program = program;
        _paths = paths;
        _pumps = pumps;
        _sweeper = sweeper;
        _time = time;
        _identity = identity;
    }

    public string AttemptId => _paths.AttemptId;

    public int ProcessId => _identity.ProcessId;

    public Task<ExitReport> Exit => _exit.Task;

    /// <summary>Copies the output and waits for the end.</summary>
    /// <param name="exited">Completes when the process has ended.</param>
    /// <param name="onExit">Called with the end.</param>
    public void Watch(Task exited, Action<ExitReport>? onExit)
    {
        var copies = Task.WhenAll(
            Task.Run(() => _pumps[0].CopyAsync(_process.StandardOutput.BaseStream)),
            Task.Run(() => _pumps[_pumps.Length - 1].CopyAsync(_process.StandardError.BaseStream)));
        _ = CompleteAsync(exited, copies, onExit);
    }

    public ProcessIdentity? FindIdentity() => _identity;

    public bool Terminate()
    {
        if (_sweeper is null)
        {
            return false;
        }

        lock (_gate)
        {
            if (!_ended)
            {
                // The process has no group of its own here: all that carry its mark are asked one by one.
                _sweeper.Signal(_paths.Mark, UnixConstants.SignalTerminate);
                _sweeper.Signal(_paths.Mark, UnixConstants.Current.SignalContinue);
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
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
            {
                // It, or a descendant, ended meanwhile. Whoever is left on Unix is swept at the end.
            }
        }
    }

    /// <summary>Gives up watching: the launcher ends before the job.</summary>
    public void Abandon() => _exit.TrySetCanceled();

    private async Task CompleteAsync(Task exited, Task copies, Action<ExitReport>? onExit)
    {
        try
        {
            await exited.ConfigureAwait(false);
            int code;
            bool killed;
            lock (_gate)
            {
                _ended = true;
                killed = _killed;
                code = _process.ExitCode;
            }

            if (_sweeper is not null)
            {
                await _sweeper.SweepAsync(_paths.Mark).ConfigureAwait(false);
            }

            await DrainAsync(copies).ConfigureAwait(false);
            var report = Record(Recorded(code, killed));
            onExit?.Invoke(report);
            _exit.TrySetResult(report);
        }
        catch (Exception e)
        {
            // Belongs to whoever waits for this attempt; nobody else would see it.
            _exit.TrySetException(e);
        }
    }

    private ExitReport Record(int code)
    {
        var failure = _program is not null && StartFailure.MayBe(code) ? StartFailure.FindAfterwards(_program) : null;
        var word = failure is null ? StateFile.ExitWord : StateFile.StartWord;
        StateFile.Append(_paths.StateFile, $"{word} {code.ToString(CultureInfo.InvariantCulture)}");
        return failure is null
            ? ExitReport.FromShellCode(code, outOfMemory: false, _time.GetUtcNow())
            : ExitReport.StartFailed(failure, _time.GetUtcNow());
    }

    // Windows has no signals: an end by our own hand is shown as what it is everywhere else.
    private static int Recorded(int code, bool killed) =>
        killed && code is KilledByFramework or KilledByTool && OperatingSystem.IsWindows()
            ? ExitReport.SignalBase + UnixConstants.SignalKill
            : code;

    private async Task DrainAsync(Task copies)
    {
        using var cancel = new CancellationTokenSource();
        var drained = await Task.WhenAny(copies, Task.Delay(LongestDrain, _time, cancel.Token)).ConfigureAwait(false) == copies;
        await cancel.CancelAsync().ConfigureAwait(false);
        _process.Dispose();
        try
        {
            if (drained)
            {
                await copies.ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var pump in _pumps)
            {
                pump.Dispose();
            }
        }
    }
}
