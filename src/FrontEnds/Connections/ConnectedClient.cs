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
    /// <param name="settings">The connection.</param>
    /// <param name="factory">The factory of its provider.</param>
    /// <param name="readSecret">Reads a secret from its vault; null where vaults cannot be read.</param>
    /// <exception cref="BatchException">The settings are wrong, or a secret cannot be read.</exception>
    public static BatchClient Create(ConnectionSettings settings, IBatchProviderFactory factory, Func<VaultReference, string>? readSecret = null)
    {
        var catalogue = new FileCatalogStore(UserDataFolder.Find().Catalogue);
        var provider = ConnectionOpening.Open(factory, settings, new ProviderContext { Catalogue = catalogue }, readSecret);
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
