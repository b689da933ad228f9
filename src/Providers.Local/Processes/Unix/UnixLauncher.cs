using System.ComponentModel;
using MultiBatch.Providers.Local.Interop;
using MultiBatch.Providers.Local.Limits;
using MultiBatch.Providers.Local.Processes.Commands;
using MultiBatch.Providers.Local.Scratch;

namespace MultiBatch.Providers.Local.Processes.Unix;

/// <summary>Starts attempts on Linux and macOS by posix_spawn.</summary>
internal sealed class UnixLauncher : IProcessLauncher
{
    // Torn first lines are looked at again: their writer may be alive and about to finish them.
    private const int ClaimReads = 20;
    private static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(10);

    private readonly UnixHost _host;
    private volatile bool _disposed;

    /// <param name="limiter">Makes limits hold; belongs to the launcher from now on.</param>
    /// <param name="time">The clock for end times and delays.</param>
    /// <param name="shell">The shell between the engine and its jobs.</param>
    /// <param name="useProcessDescriptors">False to do without what only newer kernels of Linux have.</param>
    /// <param name="useChangeDirectory">False to do without what only newer C libraries have.</param>
    public UnixLauncher(
        IResourceLimiter limiter, TimeProvider time, string shell = Shells.Default, bool useProcessDescriptors = true, bool useChangeDirectory = true)
    {
        IProcessTable processes = OperatingSystem.IsMacOS() ? new MacProcessTable() : new LinuxProcessTable();
        var threads = new ThreadExitWatcher(processes, time);
        var descriptors = useProcessDescriptors && OperatingSystem.IsLinux() ? PidfdExitWatcher.TryCreate(threads) : null;
        _host = new UnixHost(processes, (IExitWatcher?)descriptors ?? threads, limiter, shell, time, useChangeDirectory);
        Traits = new LaunchTraits
        {
            Name = "posix_spawn",
            SurvivesEngine = true,
            GentleStop = true,
            Limits = limiter.Support,
        };
    }

    public LaunchTraits Traits { get; }

    public LaunchResult Launch(LaunchRequest request)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var workingDirectory = request.WorkingDirectory ?? request.Paths.WorkFolder;
        if (!CommandLine.TryPrepare(request, workingDirectory, out var command, out var error))
        {
            return LaunchResult.Failed(error!);
        }

        IAppliedLimits limits;
        try
        {
            limits = _host.Limiter.Apply(request.Limits);
        }
        catch (IOException e)
        {
            return LaunchResult.Failed(new StartError($"The limits of the attempt could not be set: {e.Message}", isTransient: true));
        }

        var result = Start(request, command!, workingDirectory, limits);
        if (result.Attempt is null)
        {
            limits.Release();
        }

        return result;
    }

    public async Task<AdoptionResult> AdoptAsync(AdoptionRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (request.Mode == StartMode.Direct)
        {
            return await AdoptDirectAsync(request.Paths).ConfigureAwait(false);
        }

        var paths = request.Paths;
        var state = StateFile.Read(paths.StateFile);
        if (state is null && StateFile.TryCreate(paths.StateFile, StateFile.RevokedLine))
        {
            return AdoptionResult.NeverStarted;
        }

        state = await ReadClaimAsync(paths, cancellationToken).ConfigureAwait(false);
        if (state.IsRevoked)
        {
            return AdoptionResult.NeverStarted;
        }

        if (state.ExitCode is null && state.ProcessId is { } processId && IsLeader(processId, request))
        {
            var attempt = Track(paths, StartMode.Recorded, processId, isChild: false, string.Empty, _host.Limiter.Reopen(state.Tag), request.OnExit);

            // Looked at again now that it is watched: its number cannot have gone to another process in between.
            if (IsLeader(processId, request))
            {
                return AdoptionResult.Running(attempt);
            }

            attempt.Abandon();
        }

        return AdoptionResult.Ended(await SettleAsync(paths).ConfigureAwait(false));
    }

    public void CompleteAdoption() => _host.Limiter.RemoveLeftOvers();

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _host.Dispose();
    }

    private static bool IsTransient(int error) =>
        error == UnixConstants.Current.ErrorAgain ||
        error is UnixConstants.ErrorNoMemory or UnixConstants.ErrorProcessFiles or UnixConstants.ErrorSystemFiles;

    private static string Explain(int error, string program, string workingDirectory, AttemptPaths paths) => error switch
    {
        _ when !Directory.Exists(workingDirectory) => $"The working directory '{workingDirectory}' does not exist.",
        _ when !Directory.Exists(paths.Folder) => $"The folder of the attempt, '{paths.Folder}', does not exist.",
        UnixConstants.ErrorArgumentsTooLong => $"'{program}' could not be started: its arguments and environment together are longer than the system allows.",
        _ => $"'{program}' could not be started: {new Win32Exception(error).Message}.",
    };

    private LaunchResult Start(LaunchRequest request, CommandLine command, string workingDirectory, IAppliedLimits limits)
    {
        var bare = request.Mode == StartMode.Direct && limits.JoinFiles.Count == 0 && limits.AddressSpaceKilobytes is null;
        SpawnCall call;
        if (bare)
        {
            call = Call(request, workingDirectory, command.Path, command.Arguments, shellFirst: false);
        }
        else if (_host.Shells.FindFor(request.Environment, out var error) is { } shell)
        {
            call = Call(request, workingDirectory, shell, ShellArguments(request, command, limits), shellFirst: true);
        }
        else
        {
            return LaunchResult.Failed(error!);
        }

        var failure = _host.Spawner.Spawn(call, out var processId);
        if (failure == UnixConstants.ErrorExecFormat && bare)
        {
            // A script without "#!": a shell would run it, and so do we. The file of the first try exists by now.
            call = Call(request, workingDirectory, Shells.Default, [Shells.Default, command.Path, .. command.Arguments.Skip(1)], shellFirst: false, claims: false);
            failure = _host.Spawner.Spawn(call, out processId);
        }

        if (failure != 0)
        {
            return failure == UnixConstants.ErrorExists && call.OutputMustBeNew
                ? LaunchResult.AlreadyClaimed
                : LaunchResult.Failed(new StartError(Explain(failure, command.Path, workingDirectory, request.Paths), IsTransient(failure)));
        }

        return LaunchResult.Started(Track(request.Paths, request.Mode, processId, isChild: true, command.Path, limits, request.OnExit));
    }

    private static SpawnCall Call(
        LaunchRequest request, string workingDirectory, string path, IReadOnlyList<string> arguments, bool shellFirst, bool claims = true) => new()
    {
        Path = path,
        Arguments = arguments,
        Environment = request.Environment,
        WorkingDirectory = workingDirectory,
        OutputFile = request.Paths.OutputFile,
        ErrorFile = request.MergeOutput ? null : request.Paths.ErrorFile,
        OutputMustBeNew = claims && request.Mode == StartMode.Direct,
        ShellFirst = shellFirst,
    };

    private static List<string> ShellArguments(LaunchRequest request, CommandLine command, IAppliedLimits limits)
    {
        var arguments = new List<string>(command.Arguments.Count + limits.JoinFiles.Count + 5)
        {
            "sh",
            "-c",
            WrapperScript.For(request.Mode, limits.JoinFiles.Count, limits.AddressSpaceKilobytes),
            request.Paths.StateFile,
        };
        if (request.Mode == StartMode.Recorded)
        {
            arguments.Add(limits.Tag);
        }

        arguments.AddRange(limits.JoinFiles);

        // A shell cannot give the program another name than its path.
        arguments.Add(command.Path);
        for (var i = 1; i < command.Arguments.Count; i++)
        {
            arguments.Add(command.Arguments[i]);
        }

        return arguments;
    }

    private UnixAttempt Track(AttemptPaths paths, StartMode mode, int processId, bool isChild, string program, IAppliedLimits limits, Action<ExitReport>? onExit)
    {
        var attempt = new UnixAttempt(_host, paths, mode, processId, isChild, program, limits, onExit);
        attempt.Watch();
        return attempt;
    }

    private bool IsLeader(int processId, AdoptionRequest request)
    {
        if (!_host.Processes.TryGetStartTime(processId, out var startTime))
        {
            return false;
        }

        return request.Identity is { StartTime: not 0 } known && known.ProcessId == processId
            ? known.BootId == _host.Processes.BootId && known.StartTime == startTime
            : _host.Processes.Leads(processId, request.Paths);
    }

    /// <summary>Reads the state file until its first line is complete, or nobody is left who could complete it.</summary>
    private async Task<StateFile> ReadClaimAsync(AttemptPaths paths, CancellationToken cancellationToken)
    {
        for (var reads = 1; ; reads++)
        {
            var state = StateFile.Read(paths.StateFile) ??
                throw new IOException($"The state file '{paths.StateFile}' vanished while the attempt was adopted.");
            if (state.IsRevoked || state.ProcessId is not null || reads == ClaimReads)
            {
                return state;
            }

            await Task.Delay(ClaimPause, _host.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AdoptionResult> AdoptDirectAsync(AttemptPaths paths)
    {
        if (StateFile.Read(paths.StateFile)?.IsRevoked == true)
        {
            return AdoptionResult.NeverStarted;
        }

        // In this mode the creation of the output file is the claim.
        if (StateFile.TryCreate(paths.OutputFile, null))
        {
            StateFile.TryCreate(paths.StateFile, StateFile.RevokedLine);
            return AdoptionResult.NeverStarted;
        }

        return AdoptionResult.Ended(await SettleAsync(paths).ConfigureAwait(false));
    }

    /// <summary>The end of an attempt that has no leader any more.</summary>
    private async Task<ExitReport> SettleAsync(AttemptPaths paths)
    {
        var state = StateFile.Read(paths.StateFile);
        var limits = _host.Limiter.Reopen(state?.Tag ?? string.Empty);
        var outOfMemory = limits.SawOutOfMemory();
        limits.Release();
        await _host.Sweeper.SweepAsync(paths.Mark).ConfigureAwait(false);

        // Read again: the shell may have recorded the end in the meantime.
        state = StateFile.Read(paths.StateFile);
        var writtenAt = state is null ? _host.Time.GetUtcNow() : StateFile.WrittenAt(paths.StateFile);
        return StateReport.Read(state, string.Empty, _host.Shells, outOfMemory, writtenAt) ??
            ExitReport.Lost("The attempt ended while no engine was there, and nobody recorded its exit code.", outOfMemory, _host.Time.GetUtcNow());
    }
}
