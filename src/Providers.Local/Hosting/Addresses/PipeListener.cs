using System.IO.Pipes;
using System.Net.Sockets;

namespace MultiBatch.Providers.Local.Hosting.Addresses;

/// <summary>
/// Listens for clients. On Unix a pipe server whose name is a path is a socket at that path, which listens as long as any
/// of its connections lives.
/// </summary>
internal sealed class PipeListener : IDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private NamedPipeServerStream _waiting;

    private PipeListener(EngineAddress address, NamedPipeServerStream waiting, TimeProvider time)
    {
        Address = address;
        _waiting = waiting;
        _time = time;
    }

    /// <summary>Where it listens.</summary>
    public EngineAddress Address { get; }

    /// <summary>Whether clients can still find it: a socket whose file was deleted cannot be found any more.</summary>
    public bool IsReachable => OperatingSystem.IsWindows() || File.Exists(Address.PipeName);

    /// <summary>Begins to listen in the best place.</summary>
    /// <exception cref="BatchException">There is no place; the message says what stood against each.</exception>
    public static PipeListener Open(StateDirectory state, SocketPlaces places, TimeProvider time)
    {
        if (OperatingSystem.IsWindows())
        {
            var address = EngineAddress.Pipe(state);
            return new PipeListener(address, Create(address), time);
        }

        var problems = new List<string>();
        foreach (var address in places.Addresses(state))
        {
            try
            {
                return new PipeListener(address, Create(address), time);
            }
            catch (Exception error) when (error is IOException or SocketException or UnauthorizedAccessException)
            {
                // Not every file system has sockets.
                SocketPlaces.RemoveSocket(address.PipeName, address.OwnedFolder);
                problems.Add($"{address.PipeName}: {error.Message}");
            }
        }

        throw HostingErrors.NoSocketPlace(state, problems);
    }

    /// <summary>Waits for the next client of the same user. One call at a time.</summary>
    public async Task<Stream> AcceptAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = _waiting;
            try
            {
                await current.WaitForConnectionAsync(cancellationToken).ConfigureAwait(false);
                _waiting = Create(Address);
                return current;
            }
            catch (UnauthorizedAccessException)
            {
                // A process of another user. It learns nothing.
                Replace(current);
            }
            catch (Exception error) when (error is IOException or SocketException && !cancellationToken.IsCancellationRequested)
            {
                // The client has gone again, or this process has no descriptors left: a moment later there may be some.
                await Task.Delay(PauseAfterFailure, _time, cancellationToken).ConfigureAwait(false);
                Replace(current);
            }
        }
    }

    /// <summary>Stops being found; who came before is not affected.</summary>
    public void Hide()
    {
        if (!OperatingSystem.IsWindows())
        {
            SocketPlaces.RemoveSocket(Address.PipeName, Address.OwnedFolder);
        }
    }

    /// <summary>Stops listening; called after the last accept has ended.</summary>
    public void Dispose()
    {
        Hide();
        _waiting.Dispose();
    }

    private static NamedPipeServerStream Create(EngineAddress address) =>
        new(
            address.PipeName,
            PipeDirection.InOut,
            NamedPipeServerStream.MaxAllowedServerInstances,
            PipeTransmissionMode.Byte,
            PipeOptionsOf.Default,
            inBufferSize: 0,
            outBufferSize: 0);

    private void Replace(NamedPipeServerStream current)
    {
        // The new one first: the socket goes away with the last of its streams.
        _waiting = Create(Address);
        current.Dispose();
    }
}
