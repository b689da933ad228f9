using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Hosting.Logging;

namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>
/// Connects to the engine of a state folder and starts one when there is none. Several processes may do so at once: the lock of the folder
/// decides which engine stays, and all of them connect to it.
/// </summary>
internal sealed class DetachedEngine : IEngineStarter
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    private readonly StateDirectory _state;
    private readonly StarterOptions _options;
    private readonly Func<IReadOnlyList<string>, StateDirectory, IDetachedProcess> _start;
    private readonly TimeProvider _time;
    private readonly EngineDialer _dialer;

    /// <param name="state">The state folder.</param>
    /// <param name="options">How to start an engine.</param>
    /// <param name="start">Starts a process; see <see cref="DetachedProcess.Start"/>.</param>
    /// <param name="time">The clock.</param>
    public DetachedEngine(
        StateDirectory state, StarterOptions options, Func<IReadOnlyList<string>, StateDirectory, IDetachedProcess> start, TimeProvider time)
    {
        _state = state;
        _options = options;
        _start = start;
        _time = time;
        _dialer = new EngineDialer(state, options.Dialer, time);
    }

    /// <inheritdoc/>
    public async Task<EngineConnection> StartAsync(CancellationToken cancellationToken)
    {
        var begun = _time.GetTimestamp();
        var pause = ShortestPause;
        var log = new LogTail(_state.LogFile);
        IDetachedProcess? process = null;
        while (true)
        {
            var hasExited = process?.Exited.IsCompleted ?? true;
            if (await _dialer.TryConnectAsync(cancellationToken).ConfigureAwait(false) is { } connection)
            {
                return connection;
            }

            if (_time.GetElapsedTime(begun) >= _options.StartTimeout)
            {
                throw HostingErrors.StartTimedOut(_state, process?.Id, _options.StartTimeout, log.Read());
            }

            if (hasExited)
            {
                await CheckAsync(process, log).ConfigureAwait(false);
                process = Start();
            }

            var delay = Task.Delay(pause, _time, cancellationToken);
            await Task.WhenAny(delay, process!.Exited).ConfigureAwait(false);
            if (process.Exited.IsCompleted)
            {
                // Not at once again: an engine that another one sent away would otherwise be started over and over.
                await delay.ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    /// <summary>Whether it makes sense to start another one.</summary>
    private async Task CheckAsync(IDetachedProcess? process, LogTail log)
    {
        if (process is null)
        {
            return;
        }

        // Ended for want of clients before we came, or sent away by an engine that was just ending: the next one will do.
        var code = await process.Exited.ConfigureAwait(false);
        if (code is not (EngineExitCode.Ended or EngineExitCode.FolderInUse))
        {
            throw HostingErrors.NotStarted(_state, code, log.Read());
        }
    }

    private IDetachedProcess Start()
    {
        EngineLogFile.Rotate(_state.LogFile, EngineLogFile.DefaultSize);
        var command = _options.Command(_options.Arguments);
        return command is { Count: > 0 } ? _start(command, _state) : throw HostingErrors.NoCommand();
    }
}
