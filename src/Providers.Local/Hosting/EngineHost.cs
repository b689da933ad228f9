using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Operations;
using MultiBatch.Providers.Local.Hosting.Server;

namespace MultiBatch.Providers.Local.Hosting;

/// <summary>
/// The engine of a state folder in this process, which other processes of the same user can work with. Disposing answers what is on its
/// way, leaves running tasks to the next engine and gives the folder back.
/// </summary>
internal sealed class EngineHost : IAsyncDisposable
{
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<bool> _shutDown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _endTurn = new(1, 1);
    private readonly StateDirectory _state;
    private readonly HostOptions _options;
    private readonly TimeProvider _time;
    private EngineServer? _server;

    private EngineHost(StateDirectory state, ILocalEngine engine, HostOptions options, TimeProvider time)
    {
        _state = state;
        Engine = engine;
        _options = options;
        _time = time;
    }

    public ILocalEngine Engine { get; }

    /// <summary>Why the engine accepts nothing more; null while all is well. It then has to be disposed of and begun again.</summary>
    public BatchException? Failure => (Engine as IEngineHealth)?.Failure;

    /// <summary>How many clients there are.</summary>
    public int Clients => Server.Clients;

    private EngineServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    /// <summary>Begins the engine and serves it.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Conflict"/>: another engine has the folder.</exception>
    public static async Task<EngineHost> StartAsync(
        StateDirectory state, OpenEngine open, HostOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var host = new EngineHost(state, await open(state, cancellationToken).ConfigureAwait(false), options, time);
        try
        {
            host._server = await EngineServer.StartAsync(state, host.Engine, host.Operations(), options.Places, options.Server, time, logger)
                .ConfigureAwait(false);
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Returns when the engine has ended: because nobody needed it for a while, or because a client asked for it.</summary>
    /// <param name="idleTimeout">How long there must be no client and nothing to do.</param>
    /// <param name="cancellationToken">Ends the wait and leaves the engine as it is.</param>
    /// <exception cref="BatchException">The engine has failed and accepts nothing more.</exception>
    public async Task RunAsync(TimeSpan idleTimeout, CancellationToken cancellationToken)
    {
        var tick = TimeSpan.FromTicks(Math.Min(Math.Max(idleTimeout.Ticks / 4, ShortestTick.Ticks), LongestTick.Ticks));
        long? idleSince = null;
        while (!_shutDown.Task.IsCompleted)
        {
            await Task.WhenAny(Task.Delay(tick, _time, cancellationToken), _shutDown.Task).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (Failure is { } failure)
            {
                throw failure;
            }

            if (Server.Quiet is not { } quiet || !await IsIdleAsync(cancellationToken).ConfigureAwait(false))
            {
                idleSince = null;
                continue;
            }

            idleSince ??= _time.GetTimestamp();
            if (quiet >= idleTimeout && _time.GetElapsedTime(idleSince.Value) >= idleTimeout)
            {
                await TryEndIdleAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            // Before the engine gives the folder back: the note and the socket must not be those of the next one.
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        if (!_shutDown.Task.IsCompleted)
        {
            await Engine.ShutdownAsync(new ShutdownRequest { Mode = ShutdownMode.LeaveRunning }, CancellationToken.None).ConfigureAwait(false);
        }

        await Engine.DisposeAsync().ConfigureAwait(false);
        _endTurn.Dispose();
    }

    private async Task<bool> IsIdleAsync(CancellationToken cancellationToken) =>
        (await Engine.GetStatusAsync(cancellationToken).ConfigureAwait(false)).IsIdle;

    /// <summary>
    /// Closes the door, then has the engine end if it is still idle: a submit is either in before the door closes, and then there is a client
    /// or work, or it finds nobody and goes to the next engine.
    /// </summary>
    private async Task TryEndIdleAsync(CancellationToken cancellationToken)
    {
        await _endTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await Server.TryCloseAsync().ConfigureAwait(false))
            {
                return;
            }

            try
            {
                await ShutdownEngineAsync(new ShutdownRequest { OnlyIfIdle = true }, CancellationToken.None).ConfigureAwait(false);
            }
            catch (BatchException error) when (error.Code == BatchErrorCode.Conflict)
            {
                // Something has begun to run in this moment: a delayed retry, say. The door is open again.
            }
        }
        finally
        {
            _endTurn.Release();
        }
    }

    private async Task ShutdownEngineAsync(ShutdownRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await Engine.ShutdownAsync(request, cancellationToken).ConfigureAwait(false);
            _shutDown.TrySetResult(true);
        }
        catch
        {
            await Server.OpenAsync().ConfigureAwait(false);
            throw;
        }
    }

    private IReadOnlyDictionary<string, EngineOperation> Operations()
    {
        var operations = EngineOperations.All.ToDictionary(operation => operation.Key, operation => operation.Value, StringComparer.Ordinal);
        operations[EngineOperations.Shutdown.Name] = EngineOperations.Shutdown.With(async (_, request, cancellationToken) =>
        {
            await ShutdownOnRequestAsync(request, cancellationToken).ConfigureAwait(false);
            return Nothing.Instance;
        });
        return operations;
    }

    private async Task ShutdownOnRequestAsync(ShutdownRequest request, CancellationToken cancellationToken)
    {
        if (!_options.EndsOnRequest)
        {
            throw HostingErrors.BelongsToApplication(_state);
        }

        await _endTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_shutDown.Task.IsCompleted)
            {
                await Server.HideAsync().ConfigureAwait(false);
                await ShutdownEngineAsync(request, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _endTurn.Release();
        }
    }
}
