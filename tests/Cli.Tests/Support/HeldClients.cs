using MultiBatch.Capabilities;
using MultiBatch.Cli.Composition;
using MultiBatch.Providers;
using MultiBatch.TestSupport.Catalogue;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Cli.Tests.Support;

/// <summary>Clients of a simulated service that needs one for dependencies; each command gets its own, on one catalogue.</summary>
internal sealed class HeldClients : IClientSource
{
    private readonly MemoryCatalogStore _catalogue = new();

    public InMemoryService Service { get; } = new(TimeProvider.System, new InMemoryOptions
    {
        Levels = new Dictionary<BatchFeature, SupportLevel> { [BatchFeature.DependencyOnSuccess] = SupportLevel.EmulatedWhileClientRuns },
    });

    public IReadOnlyList<IBatchProviderFactory> Providers => [];

    public Task<BatchClient> OpenAsync(string? connection, CancellationToken cancellationToken) =>
        Task.FromResult(new BatchClient(new InMemoryBatchProvider(Service), new BatchClientOptions { Catalogue = _catalogue }));

    public Task<IReadOnlyList<ConnectionSettings>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ConnectionSettings>>([]);

    public Task<string> GetDefaultAsync(CancellationToken cancellationToken) => Task.FromResult("memory");

    public Task AddAsync(ConnectionSettings connection, bool replace, bool makeDefault, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => Task.FromResult(false);
}
