using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Processes.Commands;
using MultiBatch.Providers.Local.Processes.Unix;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes.Portable;

/// <summary>
/// Starts attempts by what the class library has on every platform. Their output goes through this process, so they do not
/// outlive it: an engine that starts again ends what it finds of them and reports it as lost. Both start modes are the same here.
/// </summary>
internal sealed class PortableLauncher : IProcessLauncher
{
    // What a shell returns for a program that it cannot execute.
    private const string NotStartedLine = StateFile.StartWord + " 126";

    private readonly ConcurrentDictionary<PortableAttempt, bool> _running = new();
    private readonly IProcessTable _processes;
    private readonly EscapeeSweeper? _sweeper;
    private readonly TimeProvider _time;
    private readonly SignalReset _signals = new();
    private volatile bool _disposed;

    public PortableLauncher(TimeProvider time)
    {
        _time = time;
        _processes = OperatingSystem.IsLinux() ? new LinuxProcessTable()
            : OperatingSystem.IsMacOS() ? new MacProcessTable()
            : new SystemProcessTable();
        _sweeper = OperatingSystem.IsWindows() ? null : new EscapeeSweeper(_processes, time);
        Traits = new LaunchTraits
        {
            Name = "portable",
            SurvivesEngine = false,
            GentleStop = _sweeper is not null,
            Limits = new LimitSupport(LimitMethod.None, LimitMethod.None, "Limits are not enforced on the portable launch path."),
        };
    }

    public LaunchTraits Traits { get; }

    public LaunchResult Launch(LaunchRequest request)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var workingDirectory = request.WorkingDirectory ?? request.Paths.WorkFolder;
        if (!CommandLine.TryPrepare(request, workingDirectory, out var command, out var error) ||
            !TryDescribe(request, command!, workingDirectory, out var start, out error))
        {
            return LaunchResult.Failed(error!);
        }

        if (!StateFile.TryCreate(request.Paths.StateFile, StateFile.ClaimedLine))
        {
            return LaunchResult.AlreadyClaimed;
        }

        OutputPump[] pumps;
        try
        {
            pumps = OpenLogs(request);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return LaunchResult.Failed(new StartError($"The log of the attempt cannot be written: {e.Message}"));
        }

        var result = Start(request, command!.Path, start!, pumps);
        if (result.Attempt is null)
        {
            StateFile.Append(request.Paths.StateFile, NotStartedLine);
            Array.ForEach(pumps, pump => pump.Dispose());
        }

        return result;
    }

    public async Task<AdoptionResult> AdoptAsync(AdoptionRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var paths = request.Paths;
        if (StateFile.TryCreate(paths.StateFile, StateFile.RevokedLine))
        {
            return AdoptionResult.NeverStarted;
        }

        var state = StateFile.Read(paths.StateFile) ?? throw new IOException($"The state file '{paths.StateFile}' vanished while the attempt was adopted.");
        if (state.IsRevoked)
        {
            return AdoptionResult.NeverStarted;
        }

        if (state.StartFailure is not null)
        {
            return AdoptionResult.Ended(ExitReport.StartFailed("The program could not be started.", StateFile.WrittenAt(paths.StateFile)));
        }

        if (state.ExitCode is { } code)
        {
            return AdoptionResult.Ended(ExitReport.FromShellCode(code, outOfMemory: false, StateFile.WrittenAt(paths.StateFile)));
        }

        EndOrphan(state);
        if (_sweeper is not null)
        {
            await _sweeper.SweepAsync(paths.Mark).ConfigureAwait(false);
        }

        return AdoptionResult.Ended(ExitReport.Lost(
            "The engine that ran the attempt ended before it; on this launch path a job does not outlive its engine.", outOfMemory: false, _time.GetUtcNow()));
    }

    public void CompleteAdoption()
    {
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        foreach (var attempt in _running.Keys)
        {
            attempt.Abandon();
        }

        _sweeper?.Dispose();
    }

    private bool TryDescribe(LaunchRequest request, CommandLine command, string workingDirectory, out ProcessStartInfo? start, out StartError? error)
    {
        start = null;
        error = null;
        var program = command.Path;
        string line;
        if (OperatingSystem.IsWindows() && BatchFiles.IsBatchFile(program))
        {
            if (!BatchFiles.TryFormat(program, command.Arguments.Skip(1), out line, out error))
            {
                return false;
            }

            program = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.System), "cmd.exe");
        }
        else
        {
            var words = _signals.TryWrap(program, command.Arguments.Skip(1)) ?? [program, .. command.Arguments.Skip(1)];
            program = words[0];
            line = WindowsArguments.Join(words.Skip(1));
        }

        if (!Directory.Exists(workingDirectory))
        {
            error = new StartError($"The working directory '{workingDirectory}' does not exist.");
            return false;
        }

        start = new ProcessStartInfo(program, line)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory,
        };
        start.Environment.Clear();
        foreach (var variable in request.Environment)
        {
            start.Environment[variable.Key] = variable.Value;
        }

        return true;
    }

    private static OutputPump[] OpenLogs(LaunchRequest request)
    {
        var output = new OutputPump(request.Paths.OutputFile);
        if (request.MergeOutput)
        {
            return [output];
        }

        try
        {
            return [output, new OutputPump(request.Paths.ErrorFile)];
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private static bool IsExecFormatError(Win32Exception e) => !OperatingSystem.IsWindows() && e.NativeErrorCode == UnixConstants.ErrorExecFormat;

    private LaunchResult Start(LaunchRequest request, string program, ProcessStartInfo start, OutputPump[] pumps)
    {
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var exited = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult(true);
        try
        {
            try
            {
                process.Start();
            }
            catch (Win32Exception e) when (IsExecFormatError(e))
            {
                // A script without "#!": a shell would run it, and so do we.
                start.Arguments = WindowsArguments.Join([start.FileName]) + " " + start.Arguments;
                start.FileName = Shells.Default;
                process.Start();
            }
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            return LaunchResult.Failed(new StartError($"'{start.FileName}' could not be started: {e.Message}"));
        }

        // No input: the job sees the end at once.
        process.StandardInput.BaseStream.Dispose();
        _ = _processes.TryGetStartTime(process.Id, out var startTime);
        StateFile.Append(
            request.Paths.StateFile,
            $"{StateFile.ProcessWord} {process.Id.ToString(CultureInfo.InvariantCulture)} {startTime.ToString(CultureInfo.InvariantCulture)}");
        var identity = new ProcessIdentity(process.Id, startTime, _processes.BootId);
        var attempt = new PortableAttempt(process, program == start.FileName ? null : program, identity, request.Paths, pumps, _sweeper, _time);
        _running[attempt] = true;
        attempt.Exit.ContinueWith(_ => _running.TryRemove(attempt, out bool _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        attempt.Watch(exited.Task, request.OnExit);
        return LaunchResult.Started(attempt);
    }

    /// <summary>Ends the process of an earlier engine, if it still is that process.</summary>
    private void EndOrphan(StateFile state)
    {
        if (state.ProcessId is not { } id || !_processes.TryGetStartTime(id, out var startTime) || startTime == 0 ||
            startTime.ToString(CultureInfo.InvariantCulture) != state.Tag)
        {
            return;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or AggregateException)
        {
            // Gone meanwhile.
        }
    }
}
