using System.Net.Sockets;
using MultiBatch.Providers.Local.Hosting.Addresses;

namespace MultiBatch.Providers.Local.Hosting.Server;

/// <summary>Takes connections at one address until it is closed.</summary>
internal sealed class ServerDoor : IAsyncDisposable
{
    private readonly PipeListener _listener;
    private readonly Action<Stream> _serve;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    public ServerDoor(PipeListener listener, Action<Stream> serve)
    {
        _listener = listener;
        _serve = serve;
        _accepting = Task.Run(AcceptAsync);
    }

    public EngineAddress Address => _listener.Address;

    /// <summary>Whether clients can come in.</summary>
    public bool IsReachable => _listener.IsReachable && !_accepting.IsCompleted;

    public async ValueTask DisposeAsync()
    {
        // Not to be found first, so that fewer clients come in vain.
        _listener.Hide();
        await _closing.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _serve(await _listener.AcceptAsync(_closing.Token).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
        catch (Exception error) when (error is IOException or SocketException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The address is lost; the server notices by its being no longer reachable, and opens another door.
        }
    }
}
