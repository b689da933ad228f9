using MultiBatch.Providers;

namespace MultiBatch.Cli.Composition;

/// <summary>Opens clients by the name of a connection, and keeps the connections.</summary>
internal interface IClientSource
{
    /// <summary>The providers that can be connected to.</summary>
    IReadOnlyList<IBatchProviderFactory> Providers { get; }

    /// <summary>Opens a client.</summary>
    /// <param name="connection">The connection; null for the default one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BatchException"><see cref="BatchErrorCode.NotFound"/> when there is no such connection.</exception>
    Task<BatchClient> OpenAsync(string? connection, CancellationToken cancellationToken);

    /// <summary>The connections, the built-in <c>local</c> among them.</summary>
    Task<IReadOnlyList<ConnectionSettings>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The name of the connection used when none is given.</summary>
    Task<string> GetDefaultAsync(CancellationToken cancellationToken);

    /// <summary>Saves a connection.</summary>
    /// <param name="connection">The connection; holds no secret.</param>
    /// <param name="replace">True to replace one of the same name.</param>
    /// <param name="makeDefault">True to use it when no connection is named.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task AddAsync(ConnectionSettings connection, bool replace, bool makeDefault, CancellationToken cancellationToken);

    /// <summary>Forgets a connection; false when there was none.</summary>
    Task<bool> RemoveAsync(string name, CancellationToken cancellationToken);
}
