using Amazon.Runtime;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Wire;

namespace MultiBatch.Providers.Aws.Tests.Wire.Support;

/// <summary>Our client on a handler or a loopback address, with made-up keys and nothing of the machine's own settings.</summary>
internal static class TestWire
{
    public const string Region = "us-east-1";

    public const string SecretKey = "made-up-for-the-test";

    public static AwsConnectionOptions Options { get; } = new()
    {
        Region = Region,
        Endpoint = new Uri("http://127.0.0.1:1"),
        Credentials = new BasicAWSCredentials("AKIDEXAMPLE", SecretKey),
        Variables = _ => null,
    };

    public static AwsWire Over(HttpMessageHandler handler, AwsConnectionOptions? options = null, TimeProvider? clock = null) =>
        new(options ?? Options, new ProviderContext { HttpHandler = () => handler, TimeProvider = clock ?? TimeProvider.System });

    public static AwsWire At(Uri endpoint, TimeProvider? clock = null) =>
        new(Options with { Endpoint = endpoint }, new ProviderContext { TimeProvider = clock ?? TimeProvider.System });
}
