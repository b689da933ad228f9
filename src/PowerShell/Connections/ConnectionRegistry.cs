using System.Runtime.CompilerServices;
using MultiBatch.Connections;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.PowerShell.Binding;
using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Connections;

/// <summary>
/// The connections of the process, by name, whatever runspace made them; a runspace has a default one of its own. Thread-safe.
/// A saved connection is opened when it is first used; <c>local</c> is always there.
/// </summary>
internal sealed class ConnectionRegistry
{
    private readonly object _gate = new();
    private readonly Dictionary<string, OpenConnection> _open = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConditionalWeakTable<object, DefaultName> _defaults = new();
    private readonly Func<ConnectionStore> _store;

    /// <param name="providers">The providers there are.</param>
    /// <param name="store">Opens the saved connections; their place follows the environment.</param>
    public ConnectionRegistry(IReadOnlyList<IBatchProviderFactory> providers, Func<ConnectionStore> store)
    {
        Providers = providers;
        _store = store;
    }

    public static ConnectionRegistry OfProcess { get; } = new(ProviderList.All(), static () => new ConnectionStore());

    public IReadOnlyList<IBatchProviderFactory> Providers { get; }

    public ConnectionStore Store => _store();

    /// <summary>The user's prices; their place follows the environment. Tests bring their own.</summary>
    public Func<UserPrices> Prices { get; init; } = UserPrices.Find;

    /// <summary>The connections that have been made or used in this process.</summary>
    public IReadOnlyList<OpenConnection> Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _open.Values.OrderBy(connection => connection.Name, StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    /// <summary>The default connection of a runspace; null when it has chosen none.</summary>
    public string? DefaultOf(object? runspace) => runspace is not null && _defaults.TryGetValue(runspace, out var name) ? name.Value : null;

    /// <summary>Chooses the default connection of a runspace, or none.</summary>
    public void SetDefault(object? runspace, string? name)
    {
        if (runspace is not null)
        {
            _defaults.GetOrCreateValue(runspace).Value = name;
        }
    }

    /// <summary>Settings of a connection, without opening it.</summary>
    /// <param name="name">The name; null for the default one of the runspace, else the saved default one, which is <c>local</c> where none was chosen.</param>
    /// <param name="runspace">The runspace.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such connection.</exception>
    public async Task<ConnectionSettings> ResolveAsync(string? name, object? runspace, CancellationToken cancellationToken)
    {
        var wanted = name ?? DefaultOf(runspace);
        lock (_gate)
        {
            if (wanted is not null && _open.TryGetValue(wanted, out var open))
            {
                return open.Settings;
            }
        }

        if (wanted is null)
        {
            return await Store.GetDefaultAsync(cancellationToken).ConfigureAwait(false);
        }

        // The file tells names apart by case; people do not.
        var saved = await Store.ListAsync(cancellationToken).ConfigureAwait(false);
        return saved.FirstOrDefault(one => string.Equals(one.Name, wanted, StringComparison.OrdinalIgnoreCase))
            ?? (string.Equals(wanted, ConnectionStore.LocalName, StringComparison.OrdinalIgnoreCase)
                ? new ConnectionSettings { Name = ConnectionStore.LocalName, Provider = ConnectionStore.LocalName }
                : throw NotFound(wanted, saved));
    }

    /// <summary>A client of a connection, which stays open at least until the lease is disposed of.</summary>
    /// <param name="name">The name; null as for <see cref="ResolveAsync"/>.</param>
    /// <param name="runspace">The runspace.</param>
    /// <param name="readSecret">Reads what the connection has in vaults; null where none can be read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such connection, or its settings are wrong.</exception>
    public async Task<ConnectionLease> LeaseAsync(string? name, object? runspace, Func<VaultReference, Task<string>>? readSecret, CancellationToken cancellationToken)
    {
        while (true)
        {
            var settings = await ResolveAsync(name, runspace, cancellationToken).ConfigureAwait(false);
            OpenConnection? open;
            lock (_gate)
            {
                if (!_open.TryGetValue(settings.Name, out open))
                {
                    _open.Add(settings.Name, open = Make(settings));
                }
            }

            try
            {
                return await open.LeaseAsync(readSecret).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                // Somebody closed it in between: as if it had not been there.
            }
        }
    }

    /// <summary>Makes a connection, in place of one of the same name.</summary>
    public OpenConnection Add(ConnectionSettings settings)
    {
        var made = Make(settings);
        OpenConnection? before;
        lock (_gate)
        {
            _open.TryGetValue(settings.Name, out before);
            _open[settings.Name] = made;
        }

        before?.Close();
        return made;
    }

    /// <summary>Closes a connection; what runs on it is finished first. False when it was not open.</summary>
    public bool Close(string name)
    {
        OpenConnection? open;
        lock (_gate)
        {
            if (!_open.TryGetValue(name, out open))
            {
                return false;
            }

            _open.Remove(name);
        }

        open.Close();
        return true;
    }

    /// <summary>The factory of a provider.</summary>
    /// <exception cref="CmdletInputException">There is none of this name.</exception>
    public IBatchProviderFactory Factory(string provider) =>
        Providers.FirstOrDefault(factory => string.Equals(factory.Provider, provider, StringComparison.OrdinalIgnoreCase))
        ?? throw new CmdletInputException(
            $"-Provider: '{provider}' is none of {string.Join(", ", Providers.Select(factory => factory.Provider))}, which this build has.", provider);

    private OpenConnection Make(ConnectionSettings settings) => new(settings, Factory(settings.Provider));

    private BatchException NotFound(string name, IReadOnlyList<ConnectionSettings> saved)
    {
        var known = Open.Select(one => one.Name).Concat(saved.Select(one => one.Name)).Append(ConnectionStore.LocalName)
            .Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(one => one, StringComparer.OrdinalIgnoreCase);
        return new BatchException(BatchErrorCode.NotFound, $"There is no connection '{name}'. Those there are: {string.Join(", ", known)}. Connect-Batch makes one.")
        {
            Resource = name,
        };
    }

    private sealed class DefaultName
    {
        public string? Value { get; set; }
    }
}
