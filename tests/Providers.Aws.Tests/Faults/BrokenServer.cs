using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MultiBatch.Providers.Aws.Tests.Faults;

/// <summary>A loopback socket that treats each connection as it is told, and counts the requests that arrived whole.</summary>
internal sealed class BrokenServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, Socket, CancellationToken, Task> _treat;
    private readonly Task _serving;
    private int _arrived;

    private BrokenServer(Func<NetworkStream, Socket, CancellationToken, Task> treat)
    {
        _treat = treat;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Arrived => _arrived;

    /// <summary>Answers with this text, to the byte, and closes.</summary>
    public static BrokenServer Answering(string reply) => new(async (stream, _, token) => await stream.WriteAsync(Encoding.UTF8.GetBytes(reply), token));

    /// <summary>Resets the connection once the request is there.</summary>
    public static BrokenServer Resetting() => new((_, socket, _) =>
    {
        socket.LingerState = new LingerOption(true, 0);
        return Task.CompletedTask;
    });

    /// <summary>Never answers.</summary>
    public static BrokenServer Silent() => new((_, _, token) => Task.Delay(Timeout.Infinite, token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try
        {
            await _serving;
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
        {
            // Stopped.
        }

        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var socket = await _listener.AcceptSocketAsync(_stop.Token);
            using var stream = new NetworkStream(socket);
            await ReadRequestAsync(stream);
            Interlocked.Increment(ref _arrived);
            await _treat(stream, socket, _stop.Token);
        }
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var all = text.ToString();
            var end = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                var length = all.Split("\r\n").FirstOrDefault(line => line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase));
                if (all.Length >= end + 4 + (length is null ? 0 : int.Parse(length.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)))
                {
                    return;
                }
            }

            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
    }
}
