using Microsoft.Extensions.Logging;
using MultiBatch.Catalogue;
using MultiBatch.Held;
using MultiBatch.Providers;
using MultiBatch.Resilience;

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
    }

    public IBatchProvider Provider { get; }

    public BatchClientOptions Options { get; }

    public TimeProvider Clock => Options.TimeProvider;

    /// <summary>Calls to the provider go through here: retries, rates and time limits.</summary>
    public ProviderCalls Calls { get; }

    public HeldJobs Held { get; }

    /// <summary>The catalogue; opened when first needed.</summary>
    public ICatalogStore Catalogue =>
        Options.Catalogue ?? throw new BatchException(BatchErrorCode.Unsupported, "This client has no catalogue; set BatchClientOptions.Catalogue.");

    public ILogger CreateLogger(string category) => Options.LoggerFactory.CreateLogger(category);
}
