using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting;

/// <summary>Runs an engine as the one purpose of a process, from taking the state folder to the exit code.</summary>
internal sealed partial class EngineProcess
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly LocalBatchOptions _options;
    private readonly OpenEngine _open;
    private readonly HostOptions _host;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="options">Names the state folder, and says how long to stay.</param>
    /// <param name="open">Begins the engine.</param>
    /// <param name="host">How it is hosted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it says what happens.</param>
    public EngineProcess(LocalBatchOptions options, OpenEngine open, HostOptions host, TimeProvider time, ILogger logger)
    {
        _options = options;
        _open = open;
        _host = host with { EndsOnRequest = true };
        _time = time;
        _logger = logger;
    }

    /// <summary>How long an engine that ends may take to give the folder back.</summary>
    public TimeSpan FolderTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Runs the engine until nobody has needed it for a while, a client ends it, or the process is asked to end. Running jobs go on.
    /// </summary>
    /// <returns>An <see cref="EngineExitCode"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            return await RunUntilAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            AskedToEnd(_logger);
            return EngineExitCode.Ended;
        }
        catch (BatchException error)
        {
            Failed(_logger, error.Message);
            return EngineExitCode.Failed;
        }
        catch (Exception error)
        {
            Crashed(_logger, error);
            throw;
        }

        void Stop(PosixSignalContext context)
        {
            // The process ends when this method's caller has ended in order.
            context.Cancel = true;
            _ = stop.CancelAsync();
        }
    }

    private async Task<int> RunUntilAsync(CancellationToken stop)
    {
        var state = StateDirectory.Create(_options.StateDirectory!);
        var host = await TakeFolderAsync(state, stop).ConfigureAwait(false);
        if (host is null)
        {
            return EngineExitCode.FolderInUse;
        }

        await using (host.ConfigureAwait(false))
        {
            Began(_logger, ProductVersion.Current, state.Path, _options.IdleTimeout);
            await host.RunAsync(_options.IdleTimeout, stop).ConfigureAwait(false);
        }

        Ended(_logger);
        return EngineExitCode.Ended;
    }

    /// <summary>Begins the engine; null when another one has the folder and does not give it back.</summary>
    private async Task<EngineHost?> TakeFolderAsync(StateDirectory state, CancellationToken stop)
    {
        var dialer = new EngineDialer(state, new DialerOptions(), _time);
        var begun = _time.GetTimestamp();
        while (true)
        {
            try
            {
                return await EngineHost.StartAsync(state, _open, _host, _time, _logger, stop).ConfigureAwait(false);
            }
            catch (BatchException error) when (error.Code == BatchErrorCode.Conflict)
            {
                if (await IsServedAsync(dialer, stop).ConfigureAwait(false) || _time.GetElapsedTime(begun) >= FolderTimeout)
                {
                    FolderInUse(_logger, error.Message);
                    return null;
                }
            }

            await Task.Delay(Pause, _time, stop).ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsServedAsync(EngineDialer dialer, CancellationToken stop)
    {
        try
        {
            var connection = await dialer.TryConnectAsync(stop).ConfigureAwait(false);
            if (connection is null)
            {
                return false;
            }

            await connection.DisposeAsync().ConfigureAwait(false);
            return true;
        }
        catch (BatchException)
        {
            // There is one, which has no place for this process or speaks another version.
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "MultiBatch {Version} began as the engine of '{State}'; it ends when nobody has needed it for {IdleTimeout}.")]
    private static partial void Began(ILogger logger, string version, string state, TimeSpan idleTimeout);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ended: nobody needs the engine.")]
    private static partial void Ended(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ended as asked; jobs that run go on.")]
    private static partial void AskedToEnd(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Not needed: {Reason}")]
    private static partial void FolderInUse(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The engine crashed.")]
    private static partial void Crashed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
