using MultiBatch.Providers.Local.Hosting.Client;

namespace MultiBatch.Providers.Local.Hosting.Starting;

/// <summary>Provides an engine in a process of its own.</summary>
internal interface IEngineStarter
{
    /// <summary>Connects to the engine that runs, or starts one.</summary>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.Unavailable"/>: none could be started; the message says why.</exception>
    Task<EngineConnection> StartAsync(CancellationToken cancellationToken);
}
