using MultiBatch.Providers.Google.Auth;
using MultiBatch.Providers.Google.Wire;

namespace MultiBatch.Providers.Google.Tests.Wire.Support;

/// <summary>Our client on a handler, with a made-up token and nothing of the machine's own settings.</summary>
internal static class TestWire
{
    public static GoogleConnectionOptions Options { get; } = new()
    {
        Project = "acme-proj",
        Region = "us-central1",
        Endpoint = new Uri("http://127.0.0.1:1"),
        QuotaProject = "acme-quota",
        Variables = _ => null,
    };

    public static GoogleWire Over(HttpMessageHandler handler, GoogleConnectionOptions? options = null, TimeProvider? clock = null) =>
        new(options ?? Options, new ProviderContext { HttpHandler = () => handler, TimeProvider = clock ?? TimeProvider.System });
}
