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
    private readonly Dictionary<long, PendingCall> _calls = [];
    private readonly Stream _stream;
    private readonly FrameReader _reader;
    private readonly FrameWriter _writer;
    private readonly SemaphoreSlim _places;
    private readonly Task _reading;
    private long _lastId;
    private bool _ended;
    private bool _closing;
    private bool _allAnswered;
    private Exception? _end;

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

    private static bool IsEnd(Exception error) => error is IOException or ObjectDisposedException or OperationCanceledException;

    private async Task<Frame> CallAsync(string operation, byte[] payload, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        var call = Register();
        var sending = SendAsync(call, operation, payload);
        try
        {
            return await call.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The call keeps its place until the engine has answered, although nobody waits for the answer any more.
            _ = CancelAsync(call.Id, sending);
            throw;
        }
    }

    private PendingCall Register()
    {
        lock (_gate)
        {
            if (_ended || _closing)
            {
                _places.Release();
                throw new RequestNotTakenException("The engine has ended the connection.");
            }

            var call = new PendingCall(++_lastId);
            _calls.Add(call.Id, call);
            return call;
        }
    }

    private async Task SendAsync(PendingCall call, string operation, byte[] payload)
    {
        try
        {
            await _writer.WriteAsync(new FrameHeader { Kind = FrameKind.Request, Id = call.Id, Op = operation }, payload, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception error) when (IsEnd(error))
        {
            // Only whole frames are acted on, and this one did not get through as a whole.
            StopUsing();
            Take(call.Id)?.Fail(new RequestNotTakenException("The connection ended before the request was sent.", error));
            return;
        }

        bool hasEnded;
        lock (_gate)
        {
            call.IsSent = true;
            hasEnded = _ended;
        }

        if (hasEnded)
        {
            FailSent();
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

        lock (_gate)
        {
            _ended = true;
            _end = end;
        }

        await _stream.DisposeAsync().ConfigureAwait(false);
        FailSent();
    }

    private void Receive(Frame frame)
    {
        switch (frame.Header.Kind)
        {
            case FrameKind.Goodbye:
                StopUsing();
                break;
            case FrameKind.Ended:
                lock (_gate)
                {
                    _allAnswered = true;
                }

                break;
            case FrameKind.Closing:
                StopUsing();
                Take(frame.Header.Id)?.Complete(frame);
                break;
            case FrameKind.Reply or FrameKind.Error or FrameKind.Cancelled:
                Take(frame.Header.Id)?.Complete(frame);
                break;
            default:
                throw new InvalidDataException($"An engine does not send frames of kind {frame.Header.Kind}.");
        }
    }

    private void StopUsing()
    {
        lock (_gate)
        {
            _closing = true;
        }
    }

    private PendingCall? Take(long id)
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

    /// <summary>Ends the calls whose answer will not come. Those that are just being sent fail by themselves, or come here when they are sent.</summary>
    private void FailSent()
    {
        List<PendingCall> calls;
        lock (_gate)
        {
            calls = _calls.Values.Where(call => call.IsSent).ToList();
        }

        foreach (var call in calls)
        {
            Take(call.Id)?.Fail(_allAnswered
                ? new RequestNotTakenException("The engine ended before it took the request.", _end)
                : new ConnectionLostException(_end));
        }
    }
}
