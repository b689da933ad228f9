using MultiBatch.Catalogue;
using MultiBatch.Connections;
using MultiBatch.Costs.Choosing;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Costs;
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
        var catalogue = new FileCatalogStore(UserDataFolder.Find().Catalogue);
        var provider = factory.Create(settings, new ProviderContext { Catalogue = catalogue });
        return new BatchClient(provider, new BatchClientOptions
        {
            // References of the built-in connection stay short: local:default/01k9…
            ConnectionName = settings.Name == ConnectionStore.LocalName ? null : settings.Name,
            DefaultQueue = settings.DefaultQueue,
            Catalogue = catalogue,
            Region = settings.Region,
            MachineSelector = Machines(settings.Name),
        });
    }

    // Prices are read when a job without a machine type is first planned on a cloud, and not before.
    private static CheapestMachineSelector Machines(string connection) =>
        new(UserPrices.ReadCurrent, new CostComparerOptions { Adjustments = UserPrices.Adjustments(connection) });

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
