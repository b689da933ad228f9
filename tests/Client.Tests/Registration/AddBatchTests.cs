using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MultiBatch.Catalogue;
using MultiBatch.Client.Tests.Catalogue;
using MultiBatch.Jobs;
using MultiBatch.Providers;
using MultiBatch.Registration;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Client.Tests.Registration;

public sealed class AddBatchTests
{
    private readonly FakeProviderFactory _memory = new();

    [Fact]
    public async Task A_client_comes_from_the_container()
    {
        await using var container = Build(batch => batch.AddConnection(Connection("a")));

        var client = container.GetRequiredService<BatchClient>();
        var job = await client.SubmitAsync(new JobSpec { Command = ["true"] });

        Assert.Equal("memory", job.Reference.Provider);
        Assert.Equal("a", job.Reference.Connection);
        Assert.Same(client, container.GetRequiredService<IBatchClientFactory>().Create());
    }

    [Fact]
    public async Task Clients_are_keyed_by_connection()
    {
        await using var container = Build(batch => batch.AddConnection(Connection("a")).AddConnection(Connection("b")));

        Assert.Equal("b", container.GetRequiredKeyedService<BatchClient>("b").Connection);
        Assert.Same(container.GetRequiredKeyedService<BatchClient>("a"), container.GetRequiredService<IBatchClientFactory>().Create("a"));
        Assert.Equal(2, _memory.Made.Count);
    }

    [Fact]
    public async Task Surroundings_come_from_the_container_where_it_has_them()
    {
        var clock = new ManualTimeProvider();
        var catalogue = new MemoryCatalogStore();
        await using var container = Build(
            batch => batch.AddConnection(Connection("a")),
            services => services.AddSingleton<TimeProvider>(clock).AddSingleton<ICatalogStore>(catalogue));

        container.GetRequiredService<BatchClient>();

        var context = Assert.Single(_memory.Made).Context;
        Assert.Same(clock, context.TimeProvider);
        Assert.Same(catalogue, context.Catalogue);
    }

    [Fact]
    public async Task Disposing_the_container_disposes_the_client()
    {
        var container = Build(batch => batch.AddConnection(Connection("a")));
        container.GetRequiredService<BatchClient>();
        container.GetRequiredKeyedService<BatchClient>("a");

        await container.DisposeAsync();

        Assert.True(Assert.Single(_memory.Made).Provider.IsDisposed);
    }

    [Fact]
    public async Task Calling_it_again_only_adds()
    {
        var services = new ServiceCollection();
        services.AddBatch(options => options.UseSavedConnections = false).AddProvider(_memory).AddConnection(Connection("a"));
        services.AddBatch(options => options.DefaultConnection = "b").AddConnection(Connection("b"));
        await using var container = services.BuildServiceProvider();

        Assert.Equal("b", container.GetRequiredService<BatchClient>().Connection);
        Assert.Single(container.GetServices<IBatchClientFactory>());
        Assert.False(container.GetRequiredService<IOptions<BatchOptions>>().Value.UseSavedConnections);
    }

    [Fact]
    public async Task A_provider_asked_for_twice_is_there_once()
    {
        await using var container = Build(batch => batch.AddProvider<OtherFactory>().AddProvider<OtherFactory>());

        Assert.Single(container.GetServices<IBatchProviderFactory>().OfType<OtherFactory>());
    }

    [Fact]
    public async Task Wrong_settings_are_told_at_the_start()
    {
        await using var container = Build(batch => batch.AddConnection(Connection("a") with { Provider = "aws" }).AddConnection(Connection("a b")));

        var error = Assert.Throws<OptionsValidationException>(() => container.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(2, error.Failures.Count());
        Assert.Contains("no provider 'aws'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'a b'", error.Message, StringComparison.Ordinal);
        Assert.Throws<OptionsValidationException>(() => container.GetRequiredService<BatchClient>());
    }

    [Fact]
    public async Task Right_settings_pass()
    {
        await using var container = Build(batch => batch.AddConnection(Connection("a")));

        container.GetRequiredService<IStartupValidator>().Validate();

        Assert.Empty(_memory.Made);
    }

    private static ConnectionSettings Connection(string name) => new() { Name = name, Provider = "memory" };

    private ServiceProvider Build(Action<IBatchBuilder> add, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        more?.Invoke(services);
        add(services.AddBatch(options => options.UseSavedConnections = false).AddProvider(_memory));
        return services.BuildServiceProvider();
    }

    private sealed class OtherFactory : IBatchProviderFactory
    {
        public string Provider => "other";

        public IReadOnlyList<ConnectionSetting> Settings => [];

        public IBatchProvider Create(ConnectionSettings connection, ProviderContext context) => throw new NotSupportedException();
    }
}
