using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting.Server;

/// <summary>What the connections of a server share.</summary>
internal sealed partial class ServerContext : IDisposable
{
    private readonly ILogger _logger;

    public ServerContext(StateDirectory state, RequestExecutor executor, ServerOptions options, TimeProvider time, ILogger logger)
    {
        State = state;
        Executor = executor;
        Options = options;
        Time = time;
        LargeRequests = new SemaphoreSlim(options.MaxLargeRequests);
        _logger = logger;
    }

    public StateDirectory State { get; }

    public RequestExecutor Executor { get; }

    public ServerOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>The places of large requests.</summary>
    public SemaphoreSlim LargeRequests { get; }

    public Welcome Welcome() => new()
    {
        Protocol = Options.Protocol,
        Product = ProductVersion.Current,
        ProcessId = Environment.ProcessId,
        MaxRequests = Options.MaxRequests,
    };

    public Refusal Refuse(RefusalReason reason) => new()
    {
        Reason = reason,
        Protocol = Options.Protocol,
        Product = ProductVersion.Current,
        ProcessId = Environment.ProcessId,
    };

    public void ConnectionEnded(Exception error) => LogConnectionEnded(_logger, error.Message);

    public void Dispose() => LargeRequests.Dispose();

    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection ended: {Reason}")]
    private static partial void LogConnectionEnded(ILogger logger, string reason);
}
