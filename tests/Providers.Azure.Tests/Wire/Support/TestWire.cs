using MultiBatch.Providers.Azure.Auth;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Calls;

namespace MultiBatch.Providers.Azure.Tests.Wire.Support;

/// <summary>Our client on a handler or a loopback address, with a made-up key and nothing of the machine's own settings.</summary>
internal sealed class TestWire : IDisposable
{
    /// <summary>A made-up key, in base64.</summary>
    public const string Key = "bWFkZS11cC1mb3ItdGhlLXRlc3Q=";

    public const string Account = "account";

    private readonly AzureCaller _caller;

    public TestWire(HttpMessageHandler? handler, AzureConnectionOptions? options = null, TimeProvider? clock = null)
    {
        _caller = new AzureCaller(new AzureConnection(options ?? Options), handler, clock ?? TimeProvider.System);
        Batch = new AzureBatchWire(_caller);
    }

    public static AzureConnectionOptions Options { get; } = new()
    {
        Endpoint = new Uri("http://127.0.0.1:1"),
        Account = Account,
        AccountKey = Key,
        Scope = "https://batch.core.windows.net//.default",
        ApiVersion = "2025-06-01",
        CallTimeout = TimeSpan.FromSeconds(30),
        Variables = _ => null,
    };

    public IAzureBatchWire Batch { get; }

    public void Dispose() => _caller.Dispose();
}
