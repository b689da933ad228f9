using Microsoft.Extensions.Logging;
using MultiBatch.Catalogue;
using MultiBatch.Held;
using MultiBatch.Providers;
using MultiBatch.Resilience;
using MultiBatch.Resources;

namespace MultiBatch;

/// <summary>What the parts of one client share.</summary>
internal sealed class ClientServices
{
    public ClientServices(IBatchProvider provider, BatchClientOptions options)
    {
        Provider = provider;
        Options = options;
        Calls = new ProviderCalls();
        Held = new HeldJobs(this);
        Resources = new ResourceProviders(this);
    }

    public IBatchProvider Provider { get; }

    public BatchClientOptions Options { get; }

    public TimeProvider Clock => Options.TimeProvider;

    /// <summary>Calls to the provider go through here: retries, rates and time limits.</summary>
    public ProviderCalls Calls { get; }

    public HeldJobs Held { get; }

    /// <summary>The catalogue; opened when first needed.</summary>
    public ICatalogStore Catalogue => Resources.Catalogue;

    /// <summary>Where environments, queues and definitions are.</summary>
    public ResourceProviders Resources { get; }

    /// <summary>Definitions: the service's own, or those the client keeps in the catalogue.</summary>
    public IDefinitionProvider? Definitions => Resources.Definitions;

    /// <summary>Queues: the service's own, or those the client keeps in the catalogue.</summary>
    public IQueueProvider? Queues => Resources.Queues;

    /// <summary>Environments: the service's own, or those the client keeps in the catalogue.</summary>
    public IEnvironmentProvider? Environments => Resources.Environments;

    /// <summary>True when the client keeps the queues, because the service has none: a plan then carries the queue and its environment.</summary>
    public bool KeepsQueues => Find<IQueueProvider>() is null;

    /// <summary>True when the client keeps the definitions: they are read without a call to the service.</summary>
    public bool KeepsDefinitions => Find<IDefinitionProvider>() is null;

    /// <summary>An optional interface of the provider; null when it has none.</summary>
    public T? Find<T>()
        where T : class =>
        Provider.GetService<T>() ?? Provider as T;

    public ILogger CreateLogger(string category) => Options.LoggerFactory.CreateLogger(category);
}
