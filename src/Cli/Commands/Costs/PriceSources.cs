using MultiBatch.Costs.Refreshing;
using MultiBatch.Machines;

namespace MultiBatch.Cli.Commands.Costs;

/// <summary>The sources of current prices there are here.</summary>
internal sealed class PriceSources : IAsyncDisposable
{
    // Kept out of options and command lines: those are seen by others on the machine.
    public const string GoogleKeyVariable = "MULTIBATCH_GOOGLE_API_KEY";

    private readonly List<IDisposable> _own = [];

    public Dictionary<string, IPriceSource> ByProvider { get; } = new(StringComparer.Ordinal);

    public static async Task<PriceSources> OpenAsync(CommandContext context, IReadOnlyList<string> providers, PriceFeedOptions options, CancellationToken cancellationToken)
    {
        var sources = new PriceSources();
        foreach (var provider in providers)
        {
            sources.ByProvider[provider] = provider switch
            {
                "azure" => sources.Own(new AzureRetailPrices(options)),
                "google" => sources.Own(new GoogleBillingCatalog(options with { Handler = GoogleKeyHandler.FromEnvironment(GoogleKeyVariable) })),
                _ => await OfConnectionAsync(context, provider, cancellationToken),
            };
        }

        return sources;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var source in _own)
        {
            source.Dispose();
        }

        return default;
    }

    // A provider signs its own calls.
    private static async Task<IPriceSource> OfConnectionAsync(CommandContext context, string provider, CancellationToken cancellationToken)
    {
        var client = context.ConnectionName is null ? null : await context.ClientAsync(cancellationToken);
        return client?.Provider == provider && client.GetService<IPriceSource>() is { } source ? source : throw new BatchException(
            BatchErrorCode.Unsupported,
            $"prices of '{provider}' are read through a connection that signs the calls, and {(client is null ? "none was named with --connection" : $"connection '{context.ConnectionName}' reads none")}; azure and google need no connection");
    }

    private T Own<T>(T source)
        where T : IPriceSource, IDisposable
    {
        _own.Add(source);
        return source;
    }
}
