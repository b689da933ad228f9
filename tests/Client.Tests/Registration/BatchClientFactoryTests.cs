using MultiBatch.Client.Tests.Catalogue;
using MultiBatch.Connections;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Registration;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Registration;

public sealed class BatchClientFactoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeProviderFactory _memory = new();
    private readonly FakeProviderFactory _local = new("local");
    private readonly ManualTimeProvider _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_client_is_made_once_for_each_connection()
    {
        await using var factory = NewFactory(Connection("a"), Connection("b"));

        var client = factory.Create("a");

        Assert.Same(client, factory.Create("a"));
        Assert.NotSame(client, factory.Create("b"));
        Assert.Equal(["a", "b"], _memory.Made.Select(made => made.Connection.Name));
        Assert.Equal("a", client.Connection);
    }

    [Fact]
    public async Task Many_threads_get_the_same_client()
    {
        await using var factory = NewFactory(Connection("a"));

        var clients = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => factory.Create("a"))));

        Assert.Single(clients.Distinct());
        Assert.Single(_memory.Made);
    }

    [Fact]
    public async Task The_provider_is_given_the_connection_and_the_surroundings()
    {
        var catalogue = new MemoryCatalogStore();
        var connection = Connection("a") with { Region = "eu", DefaultQueue = "main" };
        await using var factory = new BatchClientFactory(
            [_memory], NewOptions(options => options.Client = options.Client with { TimeProvider = _clock, Catalogue = catalogue }), [connection]);

        factory.Create("a");

        var made = Assert.Single(_memory.Made);
        Assert.Same(connection, made.Connection);
        Assert.Same(_clock, made.Context.TimeProvider);
        Assert.Same(catalogue, made.Context.Catalogue);
    }

    [Fact]
    public async Task The_only_connection_is_the_default_one()
    {
        await using var factory = NewFactory(Connection("a"));

        Assert.Same(factory.Create("a"), factory.Create());
    }

    [Fact]
    public async Task Of_several_the_default_one_has_to_be_chosen()
    {
        await using var undecided = NewFactory(Connection("a"), Connection("b"));
        var error = Assert.Throws<BatchException>(() => undecided.Create());
        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains("a, b", error.Message, StringComparison.Ordinal);
        Assert.Contains("DefaultConnection", error.Message, StringComparison.Ordinal);

        await using var decided = new BatchClientFactory([_memory], NewOptions(options => options.DefaultConnection = "b"), [Connection("a"), Connection("b")]);
        Assert.Equal("b", decided.Create().Connection);
    }

    [Fact]
    public async Task Without_any_connection_the_local_provider_is_used()
    {
        await using var factory = new BatchClientFactory([_memory, _local], NewOptions());
        await using var alone = new BatchClientFactory([_local], NewOptions(options => options.UseSavedConnections = false));

        factory.Create();
        alone.Create();

        Assert.Equal(["local", "local"], _local.Made.Select(made => made.Connection.Name));
        Assert.Null(factory.Create().Connection);
    }

    [Fact]
    public async Task Saved_connections_are_found_by_name_and_added_ones_hide_them()
    {
        var store = new ConnectionStore(_folder.Combine("connections.json"));
        await store.SaveAsync(Connection("a") with { Region = "saved" });
        await store.SaveAsync(Connection("c") with { Region = "saved" });
        await store.SetDefaultAsync("c");
        await using var factory = NewFactory(Connection("a") with { Region = "added" });
        await using var without = new BatchClientFactory([_memory], NewOptions(options => options.UseSavedConnections = false), [Connection("a")]);
        await using var onlySaved = NewFactory();

        factory.Create("a");
        factory.Create("c");
        onlySaved.Create();

        Assert.Equal(["a added", "c saved", "c saved"], _memory.Made.Select(made => $"{made.Connection.Name} {made.Connection.Region}"));
        Assert.Equal(BatchErrorCode.NotFound, Assert.Throws<BatchException>(() => without.Create("c")).Code);
    }

    [Fact]
    public async Task A_connection_that_is_not_there_is_told()
    {
        await using var factory = NewFactory(Connection("a"));

        var error = Assert.Throws<BatchException>(() => factory.Create("prod"));

        Assert.Equal((BatchErrorCode.NotFound, "prod"), (error.Code, error.Resource));
    }

    [Fact]
    public async Task A_provider_that_is_not_there_is_told()
    {
        var store = new ConnectionStore(_folder.Combine("connections.json"));
        await store.SaveAsync(new ConnectionSettings { Name = "x", Provider = "aws" });
        await using var factory = NewFactory();

        var error = Assert.Throws<BatchException>(() => factory.Create("x"));

        Assert.Equal((BatchErrorCode.Unsupported, "x"), (error.Code, error.Resource));
        Assert.Contains("memory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_could_not_be_made_is_tried_again()
    {
        await using var factory = NewFactory(Connection("a"));
        _memory.Failure = new BatchException(BatchErrorCode.InvalidSpec, "no such setting");

        Assert.Same(_memory.Failure, Assert.Throws<BatchException>(() => factory.Create("a")));
        _memory.Failure = null;

        Assert.Equal("a", factory.Create("a").Connection);
    }

    [Fact]
    public async Task Disposing_the_factory_disposes_its_clients()
    {
        var factory = NewFactory(Connection("a"), Connection("b"));
        factory.Create("a");
        factory.Create("b");

        await factory.DisposeAsync();
        await factory.DisposeAsync();

        Assert.All(_memory.Made, made => Assert.True(made.Provider.IsDisposed));
        Assert.Throws<ObjectDisposedException>(() => factory.Create("a"));
    }

    [Fact]
    public void Wrong_settings_are_told_all_at_once()
    {
        var error = Assert.Throws<ArgumentException>(() => new BatchClientFactory(
            [_memory],
            new BatchOptions { UseSavedConnections = false, DefaultConnection = "gone", ConnectionsFile = " ", Client = new() { MaxConcurrentCalls = 0 } },
            [Connection("a"), Connection("a"), Connection("b") with { Provider = "aws" }, Connection("c d")]));

        foreach (var text in new[] { "gone", "ConnectionsFile", "MaxConcurrentCalls", "'a' was added 2 times", "no provider 'aws'", "'c d'" })
        {
            Assert.Contains(text, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_client_of_a_job_is_that_of_its_connection()
    {
        await using var factory = new BatchClientFactory([_memory, _local], NewOptions(), [Connection("a"), Connection("memory")]);

        Assert.Equal("a", factory.CreateFor(JobReference.Parse("memory:a/main/1")).Connection);
        Assert.Same(factory.Create("memory"), factory.CreateFor(JobReference.Parse("memory:main/1")));
        var error = Assert.Throws<BatchException>(() => factory.CreateFor(JobReference.Parse("local:a/main/1")));
        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
    }

    private static ConnectionSettings Connection(string name) => new() { Name = name, Provider = "memory" };

    private BatchOptions NewOptions(Action<BatchOptions>? change = null)
    {
        var options = new BatchOptions { ConnectionsFile = _folder.Combine("connections.json") };
        change?.Invoke(options);
        return options;
    }

    private BatchClientFactory NewFactory(params ConnectionSettings[] connections) => new([_memory], NewOptions(), connections);
}
