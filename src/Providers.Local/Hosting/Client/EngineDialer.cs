using System.IO.Pipes;
using System.Net.Sockets;
using System.Text.Json;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Frames;
using MultiBatch.Providers.Local.Hosting.Protocol;

namespace MultiBatch.Providers.Local.Hosting.Client;

/// <summary>Connects to the engine of a state folder, where there is one.</summary>
internal sealed class EngineDialer
{
    // A socket connects at once or not at all. A pipe of Windows may have no free end for a moment.
    private static readonly int ConnectMilliseconds = OperatingSystem.IsWindows() ? 2000 : 0;

    private readonly StateDirectory _state;
    private readonly DialerOptions _options;
    private readonly TimeProvider _time;

    public EngineDialer(StateDirectory state, DialerOptions options, TimeProvider time)
    {
        _state = state;
        _options = options;
        _time = time;
    }

    /// <summary>A connection to the engine; null when no engine answers, or the one that does is just ending.</summary>
    /// <exception cref="BatchException">There is an engine, and it does not serve this client.</exception>
    public async Task<EngineConnection?> TryConnectAsync(CancellationToken cancellationToken)
    {
        if (EngineInfoFile.Find(_state) is not { } info)
        {
            return null;
        }

        var name = EngineAddress.Resolve(_state, info.Address);
        if (!SocketPlaces.IsPossible(name))
        {
            // The note came with a copy of another folder, whose path is shorter.
            return null;
        }

        var stream = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptionsOf.Default);
        EngineConnection? connection = null;
        try
        {
            await stream.ConnectAsync(ConnectMilliseconds, cancellationToken).ConfigureAwait(false);
            connection = await GreetAsync(stream, info, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (Exception error) when (
            error is TimeoutException or IOException or SocketException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            // Nobody listens, the engine was just ending, or somebody else has taken the place of one that was killed.
            return null;
        }
        finally
        {
            if (connection is null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static Hello Introduce(StateDirectory state, int protocol) => new()
    {
        Protocol = protocol,
        Product = ProductVersion.Current,
        ProcessId = Environment.ProcessId,
        StateDirectory = state.Path,
    };

    private async Task<EngineConnection?> GreetAsync(Stream stream, EngineInfo info, CancellationToken cancellationToken)
    {
        var timedOut = false;
        Frame? answer;
        var reader = new FrameReader(stream);
        var writer = new FrameWriter(stream);
        try
        {
            // Ending the stream is the one way to end a hanging read that every platform has.
            using var timer = _time.CreateTimer(End, null, _options.HelloTimeout, Timeout.InfiniteTimeSpan);
            using var cancellation = cancellationToken.Register(stream.Dispose);
            await writer.WriteAsync(
                new FrameHeader { Kind = FrameKind.Hello },
                JsonSerializer.SerializeToUtf8Bytes(Introduce(_state, _options.Protocol), HostingJson.Default.Hello),
                cancellationToken).ConfigureAwait(false);
            answer = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException)
        {
            writer.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return timedOut ? throw HostingErrors.NoAnswer(_state, info.ProcessId, _options.HelloTimeout) : null;
        }

        if (answer is { Header.Kind: FrameKind.Welcome } welcome)
        {
            var terms = JsonSerializer.Deserialize(welcome.Payload.Span, HostingJson.Default.Welcome)
                ?? throw new InvalidDataException("The welcome is null.");
            return new EngineConnection(stream, reader, writer, terms, _state);
        }

        writer.Dispose();
        return answer is { Header.Kind: FrameKind.Refused } refused ? Refused(refused) : null;

        void End(object? state)
        {
            timedOut = true;
            stream.Dispose();
        }
    }

    private EngineConnection? Refused(Frame answer)
    {
        var refusal = JsonSerializer.Deserialize(answer.Payload.Span, HostingJson.Default.Refusal)
            ?? throw new InvalidDataException("The refusal is null.");
        return refusal.Reason switch
        {
            RefusalReason.Protocol => throw HostingErrors.OtherProtocol(_state, refusal),
            RefusalReason.TooManyClients => throw HostingErrors.TooManyClients(_state, refusal),

            // The note came with a copy of another folder: this folder has no engine.
            _ => null,
        };
    }
}
