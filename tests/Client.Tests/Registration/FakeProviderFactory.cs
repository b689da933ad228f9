using MultiBatch.Providers;
using MultiBatch.TestSupport.InMemory;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Registration;

/// <summary>Makes simulated providers and remembers what for.</summary>
internal sealed class FakeProviderFactory(string name = InMemoryBatchProvider.ProviderName) : IBatchProviderFactory
{
    public string Provider => name;

    public IReadOnlyList<ConnectionSetting> Settings => [];

    public List<(ConnectionSettings Connection, ProviderContext Context, InMemoryBatchProvider Provider)> Made { get; } = [];

    public Exception? Failure { get; set; }

    public IBatchProvider Create(ConnectionSettings connection, ProviderContext context)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        var provider = new InMemoryBatchProvider(new InMemoryService(new ManualTimeProvider()));
        Made.Add((connection, context, provider));
        return provider;
    }
}
