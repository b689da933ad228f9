using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Hosting.Operations;
using MultiBatch.Providers.Local.Hosting.Starting;

namespace MultiBatch.Providers.Local.Hosting;

/// <summary>
/// Finds, hosts or starts the engine of a state folder, as the <see cref="HostMode"/> says, and goes on to the next one when it ends.
/// </summary>
internal sealed class LocalEngineSource : IEngineSource, IEngineRelay
{
    // An engine that ends before it takes a request is met once; being unlucky this often means that something else is wrong.
    private const int MaxEngines = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SourceOptions _options;
    private readonly OpenEngine _open;
    private readonly Func<StateDirectory, IEngineStarter> _starter;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RelayedEngine _relayed;
    private volatile EngineTarget? _target;
    private StateDirectory? _state;
    private volatile bool _disposed;

    /// <param name="options">Where to get the engine from.</param>
    /// <param name="open">Begins an engine in this process.</param>
    /// <param name="starter">Provides one in a process of its own.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where an engine in this process says what it does.</param>
    public LocalEngineSource(
        SourceOptions options, OpenEngine open, Func<StateDirectory, IEngineStarter> starter, TimeProvider time, ILogger logger)
    {
        _options = options;
        _open = open;
        _starter = starter;
        _time = time;
        _logger = logger;
        _relayed = new RelayedEngine(this);
    }

    /// <inheritdoc/>
    public async ValueTask<ILocalEngine> GetEngineAsync(CancellationToken cancellationToken)
    {
        var target = await GetTargetAsync(cancellationToken).ConfigureAwait(false);
        return target.Host is { } host ? host.Engine : _relayed;
    }

    /// <inheritdoc/>
    public async Task<TReply> InvokeAsync<TRequest, TReply>(
        TypedOperation<TRequest, TReply> operation, TRequest request, CancellationToken cancellationToken)
    {
        var mayRepeat = !operation.Changes;
        for (var engines = 1; ; engines++)
        {
            var target = await GetTargetAsync(cancellationToken).ConfigureAwait(false);
            if (target.Connection is not { } connection)
            {
                return await operation.InvokeAsync(target.Host!.Engine, request, cancellationToken).ConfigureAwait(false);
            }

            try
            {
                return await connection.InvokeAsync(operation, request, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestNotTakenException error)
            {
                if (engines == MaxEngines)
                {
                    throw HostingErrors.NotTaken(connection.State, operation.Name, error);
                }
            }
            catch (ConnectionLostException error)
            {
                if (_disposed || !mayRepeat)
                {
                    throw HostingErrors.Lost(connection.State, operation.Name, operation.Changes, error);
                }

                mayRepeat = false;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            _disposed = true;
            if (_target is { } target)
            {
                _target = null;
                await target.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<EngineTarget> GetTargetAsync(CancellationToken cancellationToken)
    {
        if (_target is { IsUsable: true } current)
        {
            return current;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_target is { IsUsable: true } other)
            {
                return other;
            }

            // An old connection is left to itself: requests on their way may still be answered, and then it ends at the engine's end.
            // An engine of our own that has failed has to give the folder back before the next one can have it.
            var failed = _target?.Host;
            _target = null;
            if (failed is not null)
            {
                await failed.DisposeAsync().ConfigureAwait(false);
            }

            _state ??= StateDirectory.Create(_options.StateDirectory);
            return _target = await FindTargetAsync(_state, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<EngineTarget> FindTargetAsync(StateDirectory state, CancellationToken cancellationToken) => _options.Mode switch
    {
        HostMode.Detached => EngineTarget.Of(await _starter(state).StartAsync(cancellationToken).ConfigureAwait(false)),
        HostMode.Auto => await ConnectOrHostAsync(state, cancellationToken).ConfigureAwait(false),
        _ => EngineTarget.Of(await HostAsync(state, cancellationToken).ConfigureAwait(false)),
    };

    /// <summary>The folder may belong to an engine that is just starting or ending: then it is soon reachable, or soon free.</summary>
    private async Task<EngineTarget> ConnectOrHostAsync(StateDirectory state, CancellationToken cancellationToken)
    {
        var dialer = new EngineDialer(state, _options.Dialer, _time);
        var begun = _time.GetTimestamp();
        while (true)
        {
            if (await dialer.TryConnectAsync(cancellationToken).ConfigureAwait(false) is { } connection)
            {
                return EngineTarget.Of(connection);
            }

            try
            {
                return EngineTarget.Of(await HostAsync(state, cancellationToken).ConfigureAwait(false));
            }
            catch (BatchException error) when (error.Code == BatchErrorCode.Conflict && _time.GetElapsedTime(begun) < _options.StartTimeout)
            {
                await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task<EngineHost> HostAsync(StateDirectory state, CancellationToken cancellationToken) =>
        EngineHost.StartAsync(state, _open, _options.Host, _time, _logger, cancellationToken);
}
