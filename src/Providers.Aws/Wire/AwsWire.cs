using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Wire.Calls;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>The services of one connection.</summary>
/// <remarks>Safe for use by several threads. Nothing is read or called before the first call.</remarks>
internal sealed class AwsWire : IDisposable
{
    private readonly AwsCaller _caller;

    /// <param name="options">How to reach AWS.</param>
    /// <param name="context">Clock and HTTP handler.</param>
    public AwsWire(AwsConnectionOptions options, ProviderContext context)
    {
        Connection = new AwsConnection(options);
        _caller = new AwsCaller(
            Connection, HttpTransport.Create(context.HttpHandler?.Invoke(), options.CallTimeout, context.TimeProvider), context.TimeProvider);
        Batch = new AwsBatchWire(_caller);
        Logs = new AwsLogsWire(_caller);
        Identity = new AwsIdentityWire(_caller);
        Prices = new AwsPriceWire(_caller);
    }

    public AwsConnection Connection { get; }

    public IAwsBatchWire Batch { get; }

    public IAwsLogsWire Logs { get; }

    public IAwsIdentityWire Identity { get; }

    public IAwsPriceWire Prices { get; }

    public void Dispose() => _caller.Dispose();
}
