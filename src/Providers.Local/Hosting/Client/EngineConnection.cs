using System.Text.Json;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Frames;
using MultiBatch.Providers.Local.Hosting.Operations;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting.Client;

/// <summary>The client's end of one connection. Carries many requests at once; thread-safe.</summary>
internal sealed class EngineConnection : IAsyncDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<long, TaskCompletionSource<Frame>> _calls = [];
    private readonly Stream _stream;
    private readonly FrameReader _reader;
    private readonly FrameWriter _writer;
    private readonly SemaphoreSlim _places;
    private readonly Task _reading;
    private long _lastId;
    private bool _ended;
    private bool _closing;

    public EngineConnection(Stream stream, FrameReader reader, FrameWriter writer, Welcome welcome, StateDirectory state)
    {
        _stream = stream;
        _reader = reader;
        _writer = writer;
        _places = new SemaphoreSlim(welcome.MaxRequests);
        Welcome = welcome;
        State = state;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>What the engine said of itself.</summary>
    public Welcome Welcome { get; }

    public StateDirectory State { get; }

    /// <summary>Whether requests can be sent: the connection has not ended, and the engine is not about to.</summary>
    public bool IsUsable
    {
        get
        {
            lock (_gate)
            {
                return !_ended && !_closing;
            }
        }
    }

    /// <summary>Has the engine carry out an operation.</summary>
    /// <exception cref="BatchException">The engine's own error.</exception>
    /// <exception cref="RequestNotTakenException">It was not carried out and will not be.</exception>
    /// <exception cref="ConnectionLostException">Nobody can tell.</exception>
    public async Task<TReply> InvokeAsync<TRequest, TReply>(
        TypedOperation<TRequest, TReply> operation, TRequest request, CancellationToken cancellationToken)
    {
        var payload = operation.WriteRequest(request);
        if (payload.Length > FrameFormat.LargestPayload)
        {
            throw HostingErrors.RequestTooLarge(operation.Name, payload.Length, FrameFormat.LargestPayload);
        }

        var answer = await CallAsync(operation.Name, payload, cancellationToken).ConfigureAwait(false);
        return answer.Header.Kind switch
        {
            FrameKind.Reply => operation.ReadReply(answer.Payload),
            FrameKind.Error => throw ReadError(operation, answer.Payload),
            FrameKind.Cancelled => throw new OperationCanceledException(cancellationToken),
            _ => throw new RequestNotTakenException("The engine is ending."),
        };
    }

    /// <summary>Ends the connection; whoever still waits for an answer gets none.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
    }

    private static BatchException ReadError(EngineOperation operation, ReadOnlyMemory<byte> payload)
    {
        try
        {
            var error = JsonSerializer.Deserialize(payload.Span, EngineJson.Messages.EngineError) ?? throw new JsonException("It is null.");
            return error.ToException();
        }
        catch (JsonException error)
        {
            return HostingErrors.Unreadable("error", operation.Name, operation.Changes ? BatchEffect.Unknown : BatchEffect.None, error);
        }
    }

    private async Task<Frame> CallAsync(string operation, byte[] payload, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        var (id, call) = Register();
        var sending = SendAsync(id, call, operation, payload);
        try
        {
            return await call.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The call keeps its place until the engine has answered, although nobody waits for the answer any more.
            _ = CancelAsync(id, sending);
            throw;
        }
    }

    private (long Id, Task<Frame> Call) Register()
    {
        var call = new TaskCompletionSource<Frame>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_ended || _closing)
            {
                _places.Release();
                throw new RequestNotTakenException("The engine has ended the connection.");
            }

            var id = ++_lastId;
            _calls.Add(id, call);
            return (id, call.Task);
        }
    }

    private async Task SendAsync(long id, Task<Frame> call, string operation, byte[] payload)
    {
        try
        {
            await _writer.WriteAsync(new FrameHeader { Kind = FrameKind.Request, Id = id, Op = operation }, payload, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (IsEnd(error))
        {
            // Only whole frames are acted on, and this one did not get through as a whole.
            Take(id)?.TrySetException(new RequestNotTakenException("The connection ended before the request was sent.", error));
            Observe(call);
        }
    }

    private async Task CancelAsync(long id, Task sending)
    {
        // Not before the request itself: the engine would not know what is meant.
        await sending.ConfigureAwait(false);
        try
        {
            await _writer.WriteAsync(new FrameHeader { Kind = FrameKind.Cancel, Id = id }, default, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (IsEnd(error))
        {
            // Then the request has ended with the connection.
        }
    }

    private async Task ReadAsync()
    {
        Exception? end = null;
        try
        {
            while (await _reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) is { } frame)
            {
                Receive(frame);
            }
        }
        catch (Exception error) when (error is InvalidDataException || IsEnd(error))
        {
            end = error;
        }

        End(end);
    }

    private void Receive(Frame frame)
    {
        switch (frame.Header.Kind)
        {
            case FrameKind.Goodbye:
                lock (_gate)
                {
                    _closing = true;
                }

                break;
            case FrameKind.Reply or FrameKind.Error or FrameKind.Cancelled or FrameKind.Closing:
                Take(frame.Header.Id)?.TrySetResult(frame);
                break;
            default:
                throw new InvalidDataException($"An engine does not send frames of kind {frame.Header.Kind}.");
        }
    }

    private TaskCompletionSource<Frame>? Take(long id)
    {
        lock (_gate)
        {
            if (!_calls.TryGetValue(id, out var call))
            {
                return null;
            }

            _calls.Remove(id);
            _places.Release();
            return call;
        }
    }

    private void End(Exception? error)
    {
        List<TaskCompletionSource<Frame>> calls;
        lock (_gate)
        {
            _ended = true;
            calls = [.. _calls.Values];
            _calls.Clear();
        }

        _stream.Dispose();
        foreach (var call in calls)
        {
            _places.Release();
            call.TrySetException(new ConnectionLostException(error));
            Observe(call.Task);
        }
    }

    private static bool IsEnd(Exception error) => error is IOException or ObjectDisposedException or OperationCanceledException;

    /// <summary>A caller that has cancelled no longer looks at the error.</summary>
    private static void Observe(Task task) => _ = task.Exception;
}
