using MultiBatch.Providers.Local.Hosting.Client;

namespace MultiBatch.Providers.Local.Hosting;

/// <summary>The engine of the moment: one in this process, or a connection to one elsewhere.</summary>
internal sealed class EngineTarget : IAsyncDisposable
{
    private EngineTarget(EngineHost? host, EngineConnection? connection)
    {
        Host = host;
        Connection = connection;
    }

    public EngineHost? Host { get; }

    public EngineConnection? Connection { get; }

    public bool IsUsable => Connection?.IsUsable ?? Host!.Failure is null;

    public static EngineTarget Of(EngineHost host) => new(host, null);

    public static EngineTarget Of(EngineConnection connection) => new(null, connection);

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
        {
            await Host.DisposeAsync().ConfigureAwait(false);
        }

        if (Connection is not null)
        {
            await Connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
