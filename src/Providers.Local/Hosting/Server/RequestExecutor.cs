using System.Text.Json;
using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Frames;
using MultiBatch.Providers.Local.Hosting.Operations;

namespace MultiBatch.Providers.Local.Hosting.Server;

/// <summary>Carries requests out and turns what comes of them into frames.</summary>
internal sealed partial class RequestExecutor
{
    private readonly ILocalEngine _engine;
    private readonly IReadOnlyDictionary<string, EngineOperation> _operations;
    private readonly ILogger _logger;

    public RequestExecutor(ILocalEngine engine, IReadOnlyDictionary<string, EngineOperation> operations, ILogger logger)
    {
        _engine = engine;
        _operations = operations;
        _logger = logger;
    }

    public static Frame Error(long id, BatchException error) =>
        new(
            new FrameHeader { Kind = FrameKind.Error, Id = id },
            JsonSerializer.SerializeToUtf8Bytes(EngineError.From(error), EngineJson.Messages.EngineError));

    public static Frame Empty(FrameKind kind, long id) => new(new FrameHeader { Kind = kind, Id = id }, default);

    /// <summary>The operation of this name; null when this version has none.</summary>
    public EngineOperation? Find(string? name) => name is not null && _operations.TryGetValue(name, out var operation) ? operation : null;

    /// <summary>The answer to a request. Never fails.</summary>
    public async Task<Frame> ExecuteAsync(RequestRun run, ReadOnlyMemory<byte> payload)
    {
        var operation = run.Operation;
        try
        {
            var reply = await operation.HandleAsync(_engine, payload, run.Token).ConfigureAwait(false);
            return reply.Length <= FrameFormat.LargestPayload
                ? new Frame(new FrameHeader { Kind = FrameKind.Reply, Id = run.Id }, reply)
                : throw HostingErrors.ReplyTooLarge(operation.Name, operation.Changes, reply.Length, FrameFormat.LargestPayload);
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            return Empty(run.IsCancelledByClient ? FrameKind.Cancelled : FrameKind.Closing, run.Id);
        }
        catch (BatchException error)
        {
            return Error(run.Id, error);
        }
#pragma warning disable CA1031 // Whatever it is, the client waits for an answer and the other clients go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            RequestFailed(_logger, operation.Name, error);
            return Error(run.Id, HostingErrors.Failed(operation.Name, operation.Changes, error));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The operation {Operation} failed unexpectedly.")]
    private static partial void RequestFailed(ILogger logger, string operation, Exception error);
}
