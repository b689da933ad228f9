using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Operations;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting.Server;

/// <summary>
/// Lets other processes of the same user work with the engine of a state folder. Whoever runs one has the lock of that folder.
/// </summary>
internal sealed partial class EngineServer : IAsyncDisposable
{
    // Clients above the limit are told so; more than these are not even heard.
    private const int RefusedAtOnce = 64;

    private readonly object _gate = new();
    private readonly HashSet<ServerConnection> _connections = [];
    private readonly ServerContext _context;
    private readonly SocketPlaces _places;
    private readonly ILogger _logger;
    private readonly DateTimeOffset _startedAt;
    private readonly PendingWork _clients = new();
    private readonly SemaphoreSlim _doorTurn = new(1, 1);
    private readonly ITimer _check;
    private ServerDoor? _door;
    private bool _isOpen;
    private bool _ended;
    private long _quietSince;

    private EngineServer(ServerContext context, SocketPlaces places, ILogger logger)
    {
        _context = context;
        _places = places;
        _logger = logger;
        _startedAt = context.Time.GetUtcNow();
        _quietSince = context.Time.GetTimestamp();
        _check = context.Time.CreateTimer(_ => _ = CheckAsync(), null, context.Options.CheckInterval, context.Options.CheckInterval);
    }

    /// <summary>How many clients there are.</summary>
    public int Clients
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    /// <summary>How long there has been no client; null while there is one.</summary>
    public TimeSpan? Quiet
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count == 0 ? _context.Time.GetElapsedTime(_quietSince) : null;
            }
        }
    }

    /// <summary>Begins to serve.</summary>
    /// <exception cref="BatchException">There is no place for the socket.</exception>
    public static async Task<EngineServer> StartAsync(
        StateDirectory state,
        ILocalEngine engine,
        IReadOnlyDictionary<string, EngineOperation> operations,
        SocketPlaces places,
        ServerOptions options,
        TimeProvider time,
        ILogger logger)
    {
        if (!OperatingSystem.IsWindows())
        {
            SocketPlaces.Sweep(state);
        }

        var server = new EngineServer(
            new ServerContext(state, new RequestExecutor(engine, operations, logger), options, time, logger), places, logger);
        try
        {
            await server.OpenAsync().ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets clients in, again.</summary>
    public async Task OpenAsync()
    {
        await _doorTurn.WaitAsync().ConfigureAwait(false);
        try
        {
            lock (_gate)
            {
                _isOpen = !_ended;
            }

            if (_isOpen)
            {
                await ReplaceDoorAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _doorTurn.Release();
        }
    }

    /// <summary>
    /// Lets nobody in any more, provided that there is no client. Who is just coming finds nobody, has sent nothing, and tries again.
    /// </summary>
    /// <returns>False when there is a client; then nothing has changed.</returns>
    public async Task<bool> TryCloseAsync()
    {
        lock (_gate)
        {
            if (_connections.Count > 0)
            {
                return false;
            }

            _isOpen = false;
        }

        await RemoveDoorAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>Lets nobody in any more; the clients there are go on.</summary>
    public Task HideAsync()
    {
        lock (_gate)
        {
            _isOpen = false;
        }

        return RemoveDoorAsync();
    }

    /// <summary>Lets nobody in any more and takes no more requests; returns when what was on its way is answered, or takes too long.</summary>
    public async Task CloseAsync()
    {
        await HideAsync().ConfigureAwait(false);
        List<ServerConnection> connections;
        lock (_gate)
        {
            connections = [.. _connections];
        }

        try
        {
            await Task.WhenAll(connections.Select(connection => connection.CloseAsync()))
                .WaitAsync(_context.Options.DrainTimeout, _context.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            DrainTimedOut(_logger, _context.Options.DrainTimeout);
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
        }

        await _check.DisposeAsync().ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        List<ServerConnection> connections;
        lock (_gate)
        {
            connections = [.. _connections];
        }

        connections.ForEach(connection => connection.Abort());
        await _clients.WhenNone().ConfigureAwait(false);
        _context.Dispose();
    }

    private async Task ServeAsync(Stream stream)
    {
        var connection = new ServerConnection(stream, _context);
        RefusalReason? refusal;
        lock (_gate)
        {
            if (!_isOpen || _connections.Count >= _context.Options.MaxClients + RefusedAtOnce)
            {
                connection.Abort();
                return;
            }

            refusal = _connections.Count >= _context.Options.MaxClients ? RefusalReason.TooManyClients : null;
            _connections.Add(connection);
            _clients.Begin();
        }

        try
        {
            await connection.RunAsync(refusal).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _connections.Remove(connection);
                _quietSince = _context.Time.GetTimestamp();
            }

            _clients.End();
        }
    }

    /// <summary>Opens a new door before it closes the old one, and tells clients where it is.</summary>
    private async Task ReplaceDoorAsync()
    {
        var old = _door;
        _door = new ServerDoor(PipeListener.Open(_context.State, _places, _context.Time), stream => _ = Task.Run(() => ServeAsync(stream)));
        WriteNote(_door.Address);
        if (old is not null)
        {
            await old.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task RemoveDoorAsync()
    {
        await _doorTurn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_door is not null)
            {
                EngineInfoFile.Remove(_context.State);
                await _door.DisposeAsync().ConfigureAwait(false);
                _door = null;
            }
        }
        finally
        {
            _doorTurn.Release();
        }
    }

    private void WriteNote(EngineAddress address)
    {
        EngineInfoFile.Write(_context.State, new EngineInfo
        {
            Address = address.Recorded,
            ProcessId = Environment.ProcessId,
            Product = ProductVersion.Current,
            Protocol = _context.Options.Protocol,
            StartedAt = _startedAt,
        });
        Listening(_logger, address.PipeName);
    }

    /// <summary>A tidied temporary folder, or one deleted at logout, must not leave an engine that nobody can reach.</summary>
    private async Task CheckAsync()
    {
        if (!await _doorTurn.WaitAsync(TimeSpan.Zero).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            if (_door is { IsReachable: true } && !File.Exists(EngineInfoFile.PathIn(_context.State)))
            {
                WriteNote(_door.Address);
            }
            else if (_door is { IsReachable: false })
            {
                await ReplaceDoorAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or BatchException)
        {
            NotReachable(_logger, error);
        }
        finally
        {
            _doorTurn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening at {Address}.")]
    private static partial void Listening(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests were still under way after {Timeout}; their clients get no answer.")]
    private static partial void DrainTimedOut(ILogger logger, TimeSpan timeout);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Clients cannot find the engine; trying again.")]
    private static partial void NotReachable(ILogger logger, Exception error);
}
