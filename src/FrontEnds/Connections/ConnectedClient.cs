using MultiBatch.Catalogue;
using MultiBatch.Connections;
using MultiBatch.Costs.Choosing;
using MultiBatch.Costs.Comparing;
using MultiBatch.FrontEnds.Costs;
using MultiBatch.Providers;

namespace MultiBatch.FrontEnds.Connections;

/// <summary>Makes clients of connections, with the catalogue and the prices of the user this process runs as.</summary>
internal static class ConnectedClient
{
    /// <summary>Makes a client. Checks the settings; calls nothing.</summary>
    /// <exception cref="BatchException">The settings are wrong.</exception>
    public static BatchClient Create(ConnectionSettings settings, IBatchProviderFactory factory)
    {
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
        new(() => UserPrices.Find().ReadCurrent(), new CostComparerOptions { Adjustments = UserPrices.Find().Adjustments(connection) });
}
