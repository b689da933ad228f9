using MultiBatch.Costs.Refreshing;
using MultiBatch.Machines;

namespace MultiBatch.FrontEnds.Costs;

/// <summary>The sources of current prices there are here.</summary>
internal sealed class PriceSources : IDisposable
{
    // Kept out of options and command lines: those are seen by others on the machine.
    public const string GoogleKeyVariable = "MULTIBATCH_GOOGLE_API_KEY";

    private readonly List<IDisposable> _own = [];

    private PriceSources()
    {
    }

    public Dictionary<string, IPriceSource> ByProvider { get; } = new(StringComparer.Ordinal);

    /// <summary>The providers prices can be read of, when none is named: those that need no sign-in.</summary>
    public static IReadOnlyList<string> Default { get; } = ["azure"];

    /// <param name="providers">The providers to read.</param>
    /// <param name="options">How the services are called.</param>
    /// <param name="open">Opens the connection that was named; null when none was.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="BatchException">A provider's prices cannot be read like this; the message says what is needed.</exception>
    public static async Task<PriceSources> OpenAsync(
        IReadOnlyList<string> providers, PriceFeedOptions options, Func<CancellationToken, Task<BatchClient>>? open, CancellationToken cancellationToken)
    {
        var sources = new PriceSources();
        try
        {
            foreach (var provider in providers)
            {
                sources.ByProvider[provider] = provider switch
                {
                    "azure" => sources.Own(new AzureRetailPrices(options)),
                    "google" => sources.Google(options),
                    _ => await OfConnectionAsync(provider, options, open, cancellationToken).ConfigureAwait(false),
                };
            }

            return sources;
        }
        catch
        {
            sources.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var source in _own)
        {
            source.Dispose();
        }
    }

    // A provider signs its own calls, and its connection says where they go.
    private static async Task<IPriceSource> OfConnectionAsync(
        string provider, PriceFeedOptions options, Func<CancellationToken, Task<BatchClient>>? open, CancellationToken cancellationToken)
    {
        if (options.Endpoint is not null)
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, $"Prices of '{provider}' are read through a connection: its endpoint is a setting of the connection.");
        }

        var client = open is null ? null : await open(cancellationToken).ConfigureAwait(false);
        return client is not null && client.Provider == provider && client.GetService<IPriceSource>() is { } source ? source : throw new BatchException(
            BatchErrorCode.Unsupported,
            $"Prices of '{provider}' are read through a connection of provider '{provider}' that signs the calls, and {(client is null ? "no connection was named" : $"connection '{client.Connection ?? client.Provider}' reads none")}. azure needs no sign-in, google an API key.");
    }

    private GoogleBillingCatalog Google(PriceFeedOptions options)
    {
        var handler = GoogleKeyHandler.FromEnvironment(GoogleKeyVariable);
        _own.Add(handler);
        return Own(new GoogleBillingCatalog(options with { Handler = handler }));
    }

    private T Own<T>(T source)
        where T : IPriceSource, IDisposable
    {
        _own.Add(source);
        return source;
    }
}
