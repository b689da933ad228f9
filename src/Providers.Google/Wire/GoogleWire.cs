using MultiBatch.Providers.Google.Auth;
using MultiBatch.Providers.Google.Wire.Calls;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>The services of one connection.</summary>
/// <remarks>Safe for use by several threads. Nothing is read or called before the first call.</remarks>
internal sealed class GoogleWire : IDisposable
{
    private readonly GoogleCaller _caller;

    /// <param name="options">How to reach Google.</param>
    /// <param name="context">Clock and HTTP handler.</param>
    public GoogleWire(GoogleConnectionOptions options, ProviderContext context)
    {
        var transport = HttpTransport.Create(context.HttpHandler?.Invoke(), options.CallTimeout, context.TimeProvider);
        Connection = new GoogleConnection(options, transport);
        _caller = new GoogleCaller(Connection, transport, context.TimeProvider);
        Batch = new GoogleBatchWire(_caller);
        Logs = new GoogleLogsWire(_caller);
    }

    public GoogleConnection Connection { get; }

    public IGoogleBatchWire Batch { get; }

    public IGoogleLogsWire Logs { get; }

    public void Dispose() => _caller.Dispose();
}
