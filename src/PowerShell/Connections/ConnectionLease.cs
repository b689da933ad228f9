using MultiBatch.Providers;

namespace MultiBatch.PowerShell.Connections;

/// <summary>The use of a connection by one cmdlet.</summary>
internal sealed class ConnectionLease : IDisposable
{
    private Action? _giveBack;

    public ConnectionLease(ConnectionSettings settings, BatchClient client, Action giveBack)
    {
        Settings = settings;
        Client = client;
        _giveBack = giveBack;
    }

    public ConnectionSettings Settings { get; }

    public BatchClient Client { get; }

    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
