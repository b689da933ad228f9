using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Hosting.Addresses;
using MultiBatch.Providers.Local.Hosting.Client;
using MultiBatch.Providers.Local.Hosting.Operations;
using MultiBatch.Providers.Local.Hosting.Server;
using MultiBatch.Providers.Local.Tests.Journal.Support;

namespace MultiBatch.Providers.Local.Tests.Hosting.Support;

/// <summary>A server of a fake engine, with clients.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private TestServer(TestFolder folder, FakeEngine engine, EngineServer server, ListLogger logger)
    {
        Folder = folder;
        Engine = engine;
        Server = server;
        Logger = logger;
    }

    public TestFolder Folder { get; }

    public FakeEngine Engine { get; }

    public EngineServer Server { get; }

    public ListLogger Logger { get; }

    public static async Task<TestServer> StartAsync(ServerOptions? options = null, TimeProvider? time = null, SocketPlaces? places = null)
    {
        var folder = new TestFolder();
        var engine = new FakeEngine();
        var logger = new ListLogger();
        var server = await EngineServer.StartAsync(
            folder.State,
            engine,
            EngineOperations.All,
            places ?? new SocketPlaces(Environment.GetEnvironmentVariable),
            options ?? new ServerOptions(),
            time ?? TimeProvider.System,
            logger);
        return new TestServer(folder, engine, server, logger);
    }

    public async Task<TestClient> ConnectAsync(DialerOptions? options = null) =>
        new(await TryDialAsync(options) ?? throw new InvalidOperationException("No engine answers."));

    public Task<EngineConnection?> TryDialAsync(DialerOptions? options = null) =>
        new EngineDialer(Folder.State, options ?? new DialerOptions(), TimeProvider.System).TryConnectAsync(CancellationToken.None).Soon();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync().AsTask().Soon();
        Folder.Dispose();
    }
}
