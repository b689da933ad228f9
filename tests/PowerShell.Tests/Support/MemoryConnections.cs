using MultiBatch.Providers;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.PowerShell.Tests.Support;

/// <summary>Connects to simulated services, one for each connection.</summary>
internal sealed class MemoryConnections(Func<string, InMemoryService> serviceOf) : IBatchProviderFactory
{
    public string Provider => InMemoryBatchProvider.ProviderName;

    public IReadOnlyList<ConnectionSetting> Settings => [];

    public List<InMemoryBatchProvider> Made { get; } = [];

    /// <summary>The settings of each connection that was opened, as the provider was given them.</summary>
    public List<ConnectionSettings> Given { get; } = [];

    public IBatchProvider Create(ConnectionSettings connection, ProviderContext context)
    {
        if (connection.Settings.ContainsKey("wrong"))
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, "There is no setting 'wrong'.") { Provider = Provider, Resource = "wrong" };
        }

        var provider = new InMemoryBatchProvider(serviceOf(connection.Name));
        lock (Made)
        {
            Made.Add(provider);
            Given.Add(connection);
        }

        return provider;
    }
}
