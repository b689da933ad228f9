using MultiBatch.Catalogue;
using MultiBatch.Cli;
using MultiBatch.Cli.Composition;
using MultiBatch.PowerShell.Tests.Support;
using MultiBatch.Providers;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.PowerShell.Tests.Json;

/// <summary>Runs the <c>multibatch</c> command in this process, on the services of a world.</summary>
internal sealed class CommandRun(CmdletWorld world) : IClientSource
{
    public IReadOnlyList<IBatchProviderFactory> Providers => [world.Factory];

    /// <summary>What a command line writes to its output.</summary>
    public async Task<string> OutputAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, new CliHost { Out = output, Error = error, Clients = this });
        Assert.True(exitCode == 0, $"multibatch {string.Join(' ', args)}: {error}");
        return output.ToString();
    }

    public async Task<BatchClient> OpenAsync(string? connection, CancellationToken cancellationToken)
    {
        var settings = await world.Registry.ResolveAsync(connection ?? CmdletWorld.Mem, null, cancellationToken);
        return new BatchClient(new InMemoryBatchProvider(world.Service(settings.Name)), new BatchClientOptions
        {
            ConnectionName = settings.Name,
            DefaultQueue = settings.DefaultQueue,
            Region = settings.Region,
            Catalogue = new FileCatalogStore(MultiBatch.Connections.UserDataFolder.Find().Catalogue),
        });
    }

    public Task<IReadOnlyList<ConnectionSettings>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConnectionSettings>>([.. world.Registry.Open.Select(open => open.Settings)]);

    public Task<string> GetDefaultAsync(CancellationToken cancellationToken) => Task.FromResult(CmdletWorld.Mem);

    public Task AddAsync(ConnectionSettings connection, bool replace, bool makeDefault, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();
}
