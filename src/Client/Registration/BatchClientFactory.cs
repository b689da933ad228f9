using MultiBatch.Connections;
using MultiBatch.Providers;

namespace MultiBatch.Registration;

/// <summary>
/// Makes clients from connections that were added and, unless told otherwise, from those the user saved. Disposing it disposes its clients.
/// Thread-safe. <c>AddBatch()</c> sets one up; it works as well without a container.
/// </summary>
public sealed class BatchClientFactory : IBatchClientFactory, IAsyncDisposable
{
    private readonly IReadOnlyList<IBatchProviderFactory> _providers;
    private readonly IReadOnlyList<ConnectionSettings> _connections;
    private readonly BatchOptions _options;
    private readonly ProviderContext _context;
    private readonly object _lock = new();
    private readonly Dictionary<string, BatchClient> _clients = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <summary>Creates a factory. Calls nothing.</summary>
    /// <param name="providers">The providers there are.</param>
    /// <param name="options">Settings. Default: <see cref="BatchOptions"/> as they are.</param>
    /// <param name="connections">Connections beside the saved ones, which they hide. Default: none.</param>
    /// <param name="context">
    /// What providers are given. Clock, loggers, catalogue and machine selector that are not set are those of <see cref="BatchOptions.Client"/>.
    /// Default: those.
    /// </param>
    /// <exception cref="ArgumentException">Settings or connections are wrong; the message names each.</exception>
    public BatchClientFactory(
        IEnumerable<IBatchProviderFactory> providers,
        BatchOptions? options = null,
        IEnumerable<ConnectionSettings>? connections = null,
        ProviderContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(providers);
        _providers = providers.ToList();
        _connections = connections?.ToList() ?? [];
        _options = options ?? new BatchOptions();
        var validation = new BatchOptionsValidator(_connections, _providers).Validate(null, _options);
        if (validation.Failed)
        {
            throw new ArgumentException(string.Join(" ", validation.Failures), nameof(options));
        }

        var client = _options.Client;
        _context = context ?? new ProviderContext { TimeProvider = client.TimeProvider, LoggerFactory = client.LoggerFactory };
        _context = _context with
        {
            Catalogue = _context.Catalogue ?? client.Catalogue,
            MachineSelector = _context.MachineSelector ?? client.MachineSelector,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The factory was disposed.</exception>
    public BatchClient Create(string? connection = null)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (connection is not null && _clients.TryGetValue(connection, out var known))
            {
                return known;
            }

            var settings = Find(connection);
            if (!_clients.TryGetValue(settings.Name, out var client))
            {
                client = Create(settings);
                _clients.Add(settings.Name, client);
            }

            return client;
        }
    }

    /// <summary>Disposes the clients that were made. Jobs go on.</summary>
    public async ValueTask DisposeAsync()
    {
        List<BatchClient> clients;
        lock (_lock)
        {
            _isDisposed = true;
            clients = [.. _clients.Values];
            _clients.Clear();
        }

        foreach (var client in clients)
        {
            await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    private BatchClient Create(ConnectionSettings settings)
    {
        var provider = _providers.LastOrDefault(factory => factory.Provider == settings.Provider)
            ?? throw new BatchException(
                BatchErrorCode.Unsupported, $"Connection '{settings.Name}': {BatchOptionsValidator.ProviderNotThere(settings.Provider, _providers)}")
            {
                Resource = settings.Name,
            };
        return new BatchClient(
            ConnectionOpening.Open(provider, settings, _context),
            _options.Client with
            {
                // A connection called like its provider is the provider's default one: references to its jobs need not name it.
                ConnectionName = settings.Name == settings.Provider ? null : settings.Name,
                Region = settings.Region ?? _options.Client.Region,
                DefaultQueue = settings.DefaultQueue ?? _options.Client.DefaultQueue,
                TimeProvider = _context.TimeProvider,
                LoggerFactory = _context.LoggerFactory,
                Catalogue = _context.Catalogue,
                MachineSelector = _context.MachineSelector,
            });
    }

    private ConnectionSettings Find(string? name)
    {
        var wanted = name ?? _options.DefaultConnection ?? (_connections.Count == 1 ? _connections[0].Name : null);
        if (wanted is not null && _connections.FirstOrDefault(connection => connection.Name == wanted) is { } added)
        {
            return added;
        }

        if (wanted is null && _connections.Count > 1)
        {
            throw new BatchException(
                BatchErrorCode.InvalidSpec, $"There are several connections ({Names()}) and none is the default one. Name one, or set {nameof(BatchOptions)}.{nameof(BatchOptions.DefaultConnection)}.");
        }

        if (_options.UseSavedConnections)
        {
            return new ConnectionStore(_options.ConnectionsFile, _context.TimeProvider).Get(wanted);
        }

        return wanted is null or ConnectionStore.LocalName
            ? new ConnectionSettings { Name = ConnectionStore.LocalName, Provider = ConnectionStore.LocalName }
            : throw new BatchException(BatchErrorCode.NotFound, $"There is no connection '{wanted}'. Those that were added: {(_connections.Count == 0 ? "none" : Names())}.")
            {
                Resource = wanted,
            };
    }

    private string Names() => string.Join(", ", _connections.Select(connection => connection.Name));
}
