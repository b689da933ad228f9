using MultiBatch.Connections;
using MultiBatch.FrontEnds.Connections;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Connections;

/// <summary>A connection and its client, which is made when it is first used and closed when nobody uses it any more.</summary>
internal sealed class OpenConnection
{
    private readonly object _gate = new();
    private readonly IBatchProviderFactory _factory;
    private BatchClient? _client;
    private int _leases;
    private bool _isClosed;

    public OpenConnection(ConnectionSettings settings, IBatchProviderFactory factory)
    {
        Settings = settings;
        _factory = factory;
    }

    public ConnectionSettings Settings { get; }

    public string Name => Settings.Name;

    private bool IsMade
    {
        get
        {
            lock (_gate)
            {
                return _client is not null;
            }
        }
    }

    /// <summary>A lease of the client. The first makes it, and reads what the connection has in vaults.</summary>
    /// <param name="readSecret">Reads a secret; null where none can be read.</param>
    public async Task<ConnectionLease> LeaseAsync(Func<VaultReference, Task<string>>? readSecret)
    {
        var secrets = new Dictionary<VaultReference, string>();
        foreach (var reference in readSecret is null || IsMade ? [] : ConnectionOpening.SecretsOf(Settings).Values.Distinct())
        {
            secrets[reference] = await readSecret!(reference).ConfigureAwait(false);
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed && _leases == 0, this);
            _client ??= ConnectedClient.Create(Settings, _factory, secrets.Count == 0 ? null : reference => secrets[reference]);
            _leases++;
            return new ConnectionLease(Settings, _client, Return);
        }
    }

    /// <summary>Closes the client once the last lease has ended.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            DisposeWhenUnused();
        }
    }

    private void Return()
    {
        lock (_gate)
        {
            _leases--;
            DisposeWhenUnused();
        }
    }

    private void DisposeWhenUnused()
    {
        if (_isClosed && _leases == 0 && _client is { } client)
        {
            _client = null;

            // Nobody waits for the end of a connection; what goes wrong there concerns nobody any more.
            _ = Task.Run(async () => await client.DisposeAsync().ConfigureAwait(false));
        }
    }
}
