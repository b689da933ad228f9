using MultiBatch.Capabilities;
using MultiBatch.Held;
using MultiBatch.Providers;
using MultiBatch.Resources;

namespace MultiBatch;

/// <summary>
/// The client of one connection: plans, submits, watches, reads and stops jobs, the same way on every provider. Thread-safe; one client
/// is meant to be shared, since waits share one poller and calls share one budget. Disposing it ends its waits and disposes the provider.
/// </summary>
public sealed partial class BatchClient : IAsyncDisposable
{
    private readonly ClientServices _services;

    /// <summary>Creates a client. Calls nothing.</summary>
    /// <param name="provider">The provider; owned by the client from now on.</param>
    /// <param name="options">Settings. Default: <see cref="BatchClientOptions"/> as they are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public BatchClient(IBatchProvider provider, BatchClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(provider);
        options ??= new BatchClientOptions();
        options.Validate();
        _services = new ClientServices(provider, options);
        Environments = new EnvironmentOperations(_services);
        Queues = new QueueOperations(_services);
        Definitions = new DefinitionOperations(_services);
    }

    /// <summary>The provider's name, as <c>local</c> or <c>aws</c>.</summary>
    public string Provider => _services.Provider.Name;

    /// <summary>The connection's name; null for the provider's default connection.</summary>
    public string? Connection => _services.Options.ConnectionName;

    /// <summary>Environments.</summary>
    public EnvironmentOperations Environments { get; }

    /// <summary>Queues.</summary>
    public QueueOperations Queues { get; }

    /// <summary>Job definitions.</summary>
    public DefinitionOperations Definitions { get; }

    /// <summary>What the provider, as configured, can do. Quick after the first call.</summary>
    public ValueTask<BatchCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken = default) =>
        _services.Calls.GetCapabilitiesAsync(cancellationToken);

    /// <summary>
    /// Runs held jobs under leases: starts those whose turn has come, until no held job is left or, with
    /// <see cref="SuperviseOptions.Forever"/>, until cancelled. Several clients may supervise at once; each job has one of them.
    /// </summary>
    /// <param name="options">Which jobs and how long. Default: every held job of the connection, until none is left.</param>
    /// <param name="cancellationToken">Ends the supervision; jobs stay held and leases are given back.</param>
    public Task SuperviseAsync(SuperviseOptions? options = null, CancellationToken cancellationToken = default) =>
        _services.Held.SuperviseAsync(options ?? new SuperviseOptions(), cancellationToken);

    /// <summary>Something the provider has beyond the portable interface (credentials, a pipeline, an optional interface), or the provider itself; null when there is none.</summary>
    public T? GetService<T>()
        where T : class =>
        _services.Find<T>();

    /// <summary>Ends the client's waits and disposes the provider. Jobs go on.</summary>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
