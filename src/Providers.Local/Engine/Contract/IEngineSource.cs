namespace MultiBatch.Providers.Local.Engine.Contract;

/// <summary>
/// Where a provider gets its engine from: one it hosts itself, or a way to one that runs elsewhere. Safe for calls from several threads.
/// Disposing ends an engine that is hosted here, and leaves its running tasks alone.
/// </summary>
internal interface IEngineSource : IAsyncDisposable
{
    /// <summary>
    /// The engine; begun, or connected to, by the first call. Quick afterwards. A connection that broke is made again; a request that was
    /// under way when it broke is not repeated.
    /// </summary>
    /// <exception cref="BatchException">
    /// <see cref="BatchErrorCode.Conflict"/>: the state folder is in use; <see cref="BatchErrorCode.Unavailable"/>: no engine can be
    /// reached or begun.
    /// </exception>
    ValueTask<ILocalEngine> GetEngineAsync(CancellationToken cancellationToken);
}
