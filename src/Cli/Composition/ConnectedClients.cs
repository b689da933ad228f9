using MultiBatch.Connections;
using MultiBatch.FrontEnds.Connections;
using MultiBatch.Providers;

namespace MultiBatch.Cli.Composition;

/// <summary>Clients of the saved connections and of this machine.</summary>
internal sealed class ConnectedClients : IClientSource
{
    private readonly ConnectionStore _store = new();

    public IReadOnlyList<IBatchProviderFactory> Providers { get; } = ProviderList.All();

    public async Task<BatchClient> OpenAsync(string? connection, CancellationToken cancellationToken)
    {
        var settings = connection is null ? await _store.GetDefaultAsync(cancellationToken) : await _store.GetAsync(connection, cancellationToken);
        var factory = Providers.FirstOrDefault(candidate => candidate.Provider == settings.Provider) ?? throw new BatchException(
            BatchErrorCode.Unsupported,
            $"connection '{settings.Name}' is one of provider '{settings.Provider}', which this build does not have; it has {string.Join(", ", Providers.Select(candidate => candidate.Provider))}.");
        return ConnectedClient.Create(settings, factory);
    }

    public Task<IReadOnlyList<ConnectionSettings>> ListAsync(CancellationToken cancellationToken) => _store.ListAsync(cancellationToken);

    public async Task<string> GetDefaultAsync(CancellationToken cancellationToken) => (await _store.GetDefaultAsync(cancellationToken)).Name;

    public async Task AddAsync(ConnectionSettings connection, bool replace, bool makeDefault, CancellationToken cancellationToken)
    {
        // Making the provider checks the settings; it calls nothing.
        var factory = Providers.First(candidate => candidate.Provider == connection.Provider);
        await using (factory.Create(connection, new ProviderContext()))
        {
        }

        await (replace ? _store.SaveAsync(connection, cancellationToken) : _store.AddAsync(connection, cancellationToken));
        if (makeDefault)
        {
            await _store.SetDefaultAsync(connection.Name, cancellationToken);
        }
    }

    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await _store.RemoveAsync(name, cancellationToken);
            return true;
        }
        catch (BatchException e) when (e.Code == BatchErrorCode.NotFound)
        {
            return false;
        }
    }
}
