using System.Collections.Concurrent;
using System.Text.Json;
using MultiBatch.Providers.Local.Hosting.Frames;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting.Server;

/// <summary>The server's end of one connection.</summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly Stream _stream;
    private readonly FrameReader _reader;
    private readonly FrameWriter _writer;
    private readonly ServerContext _context;
    private readonly ConcurrentDictionary<long, RequestRun> _runs = new();
    private readonly PendingWork _work = new();
    private volatile bool _closing;

    public ServerConnection(Stream stream, ServerContext context)
    {
        _stream = stream;
        _reader = new FrameReader(stream);
        _writer = new FrameWriter(stream);
        _context = context;
    }

    /// <summary>Serves the client; ends with the connection and the work done for it. Never fails.</summary>
    /// <param name="refusal">Why the client is not served; null to serve it.</param>
    public async Task RunAsync(RefusalReason? refusal)
    {
        try
        {
            if (await GreetAsync(refusal).ConfigureAwait(false))
            {
                await ServeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is InvalidDataException or JsonException || IsEnd(error))
        {
            // The client is gone, too slow, or no client. There is nobody to tell.
            _context.ConnectionEnded(error);
        }
        finally
        {
            // First the stream: it frees whoever is still writing to it.
            Abort();
            foreach (var run in _runs.Values)
            {
                run.Cancel();
            }

            await _work.WhenNone().ConfigureAwait(false);
            Dispose();
        }
    }

    /// <summary>
    /// Takes no more requests: what only reads is given back to be asked of the next engine; changes on their way are carried out and
    /// answered before the task ends. The connection then ends too.
    /// </summary>
    public async Task CloseAsync()
    {
        _closing = true;
        foreach (var run in _runs.Values.Where(run => !run.Operation.Changes))
        {
            run.Cancel();
        }

        await SendAsync(RequestExecutor.Empty(FrameKind.Goodbye, 0)).ConfigureAwait(false);
        await _work.WhenNone().ConfigureAwait(false);

        // Without this the client could not tell a request that came too late from one whose answer was lost.
        await SendAsync(RequestExecutor.Empty(FrameKind.Ended, 0)).ConfigureAwait(false);
        Abort();
    }

    /// <summary>Ends the connection at once.</summary>
    public void Abort() => _stream.Dispose();

    public void Dispose()
    {
        Abort();
        _writer.Dispose();
    }

    private static Frame Handshake(FrameKind kind, byte[] payload) => new(new FrameHeader { Kind = kind }, payload);

    /// <summary>What a call of a stream fails with when the other end, or this one, ended the connection.</summary>
    private static bool IsEnd(Exception error) => error is IOException or ObjectDisposedException or OperationCanceledException;

    private async Task<bool> GreetAsync(RefusalReason? refusal)
    {
        Hello? hello;
        using (AbortAfter(_context.Options.HelloTimeout))
        {
            hello = await ReadHelloAsync().ConfigureAwait(false);
        }

        if (hello is null)
        {
            return false;
        }

        refusal ??= hello.Protocol != _context.Options.Protocol ? RefusalReason.Protocol
            : !_context.State.Is(hello.StateDirectory) ? RefusalReason.OtherFolder
            : null;
        var answer = refusal is { } reason
            ? Handshake(FrameKind.Refused, JsonSerializer.SerializeToUtf8Bytes(_context.Refuse(reason), HostingJson.Default.Refusal))
            : Handshake(FrameKind.Welcome, JsonSerializer.SerializeToUtf8Bytes(_context.Welcome(), HostingJson.Default.Welcome));
        await SendAsync(answer).ConfigureAwait(false);
        return refusal is null;
    }

    private async Task<Hello?> ReadHelloAsync()
    {
        if (await _reader.ReadHeaderAsync(CancellationToken.None).ConfigureAwait(false) is not var (header, length))
        {
            return null;
        }

        if (header.Kind != FrameKind.Hello || length > FrameFormat.LargestHeader)
        {
            throw new InvalidDataException("The connection does not begin with a hello.");
        }

        var payload = await _reader.ReadPayloadAsync(length, CancellationToken.None).ConfigureAwait(false);
        return JsonSerializer.Deserialize(payload, HostingJson.Default.Hello);
    }

    private async Task ServeAsync()
    {
        while (await _reader.ReadHeaderAsync(CancellationToken.None).ConfigureAwait(false) is var (header, length))
        {
            switch (header.Kind)
            {
                case FrameKind.Request:
                    await BeginAsync(header, length).ConfigureAwait(false);
                    break;
                case FrameKind.Cancel when length == 0:
                    if (_runs.TryGetValue(header.Id, out var run))
                    {
                        run.CancelByClient();
                    }

                    break;
                default:
                    throw new InvalidDataException($"A client does not send frames of kind {header.Kind}.");
            }
        }
    }

    /// <summary>Reads the rest of a request and begins to work on it.</summary>
    private async Task BeginAsync(FrameHeader header, int length)
    {
        var isLarge = length >= _context.Options.LargeRequest;
        if (isLarge)
        {
            // The client's further frames wait too, and at last the client itself: what it has sent stays in its own memory.
            await _context.LargeRequests.WaitAsync().ConfigureAwait(false);
        }

        var begun = false;
        try
        {
            using (AbortAfter(_context.Options.StallTimeout))
            {
                var payload = await _reader.ReadPayloadAsync(length, CancellationToken.None).ConfigureAwait(false);
                begun = Begin(header, payload, isLarge);
            }
        }
        finally
        {
            if (isLarge && !begun)
            {
                _context.LargeRequests.Release();
            }
        }
    }

    private bool Begin(FrameHeader header, byte[] payload, bool isLarge)
    {
        var operation = _context.Executor.Find(header.Op);
        var refusal = operation is null ? RequestExecutor.Error(header.Id, HostingErrors.UnknownOperation(header.Op))
            : _runs.Count >= _context.Options.MaxRequests ? RequestExecutor.Error(header.Id, HostingErrors.TooManyRequests(_context.Options.MaxRequests))
            : (Frame?)null;
        _work.Begin();

        // Counted as work before the look at the mark, so that whoever sets the mark and then waits for the work misses none.
        if (_closing)
        {
            refusal = RequestExecutor.Empty(FrameKind.Closing, header.Id);
        }

        if (refusal is { } answer)
        {
            _ = Task.Run(() => AnswerAsync(answer));
            return false;
        }

        var run = new RequestRun(header.Id, operation!);
        if (!_runs.TryAdd(header.Id, run))
        {
            _work.End();
            throw new InvalidDataException("Two requests have the same number.");
        }

        _ = Task.Run(() => WorkAsync(run, payload, isLarge));
        return true;
    }

    private async Task WorkAsync(RequestRun run, byte[] payload, bool isLarge)
    {
        Frame answer;
        try
        {
            answer = await _context.Executor.ExecuteAsync(run, payload).ConfigureAwait(false);
        }
        finally
        {
            // Before the answer is sent: the client may send its next request as soon as it has it.
            _runs.TryRemove(run.Id, out _);
            if (isLarge)
            {
                _context.LargeRequests.Release();
            }
        }

        await AnswerAsync(answer).ConfigureAwait(false);
    }

    private async Task AnswerAsync(Frame answer)
    {
        try
        {
            await SendAsync(answer).ConfigureAwait(false);
        }
        finally
        {
            _work.End();
        }
    }

    /// <summary>Sends a frame, or ends the connection when the client does not take it.</summary>
    private async Task SendAsync(Frame frame)
    {
        try
        {
            using (AbortAfter(_context.Options.StallTimeout))
            {
                await _writer.WriteAsync(frame.Header, frame.Payload, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (IsEnd(error))
        {
            Abort();
            _context.ConnectionEnded(error);
        }
    }

    /// <summary>Ends the connection at that time, which also ends a read or write that hangs.</summary>
    private ITimer AbortAfter(TimeSpan time) =>
        _context.Time.CreateTimer(static connection => ((ServerConnection)connection!).Abort(), this, time, Timeout.InfiniteTimeSpan);
}
