using MultiBatch.Cli.Composition;
using MultiBatch.Providers;

namespace MultiBatch.Cli.Tests.Support;

/// <summary>No client can be opened: a command that gets so far with bad input has failed its test.</summary>
internal sealed class ClosedClients : IClientSource
{
    public int Opened { get; private set; }

    public IReadOnlyList<IBatchProviderFactory> Providers => [];

    public Task<BatchClient> OpenAsync(string? connection, CancellationToken cancellationToken)
    {
        Opened++;
        throw new InvalidOperationException("a client was opened");
    }

    public Task<IReadOnlyList<ConnectionSettings>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ConnectionSettings>>([]);

    public Task<string> GetDefaultAsync(CancellationToken cancellationToken) => Task.FromResult("local");

    public Task AddAsync(ConnectionSettings connection, bool replace, bool makeDefault, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("a connection was saved");

    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => Task.FromResult(false);
}
