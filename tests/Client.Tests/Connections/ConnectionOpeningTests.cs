using System.Net;
using System.Net.Sockets;
using System.Text;
using MultiBatch.Connections;
using MultiBatch.Providers;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Client.Tests.Connections;

public sealed class ConnectionOpeningTests
{
    private const string Canary = "cAnArY-7f3a";

    [Fact]
    public async Task Calls_go_through_the_proxy_of_the_connection()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var factory = new Recorder();
        ConnectionOpening.Open(factory, Connection() with { Proxy = new Uri($"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}") }, new ProviderContext());

        // A host that does not exist, which only a proxy would ask for.
        using var client = new HttpClient(factory.Context!.HttpHandler!());
        var reply = client.GetStringAsync(new Uri("http://batch.invalid/jobs"));
        using var accepted = await proxy.AcceptTcpClientAsync();
        await using var stream = accepted.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        Assert.Equal("GET http://batch.invalid/jobs HTTP/1.1", await reader.ReadLineAsync());
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"));

        Assert.Equal("ok", await reply);
    }

    [Fact]
    public void A_handler_of_the_application_and_a_proxy_contradict_each_other()
    {
        var error = Assert.Throws<BatchException>(() => ConnectionOpening.Open(
            new Recorder(), Connection() with { Proxy = new Uri("http://proxy:3128") }, new ProviderContext { HttpHandler = static () => new SocketsHttpHandler() }));

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains("proxy", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://proxy:21", "no address of a proxy")]
    [InlineData("http://me:word@proxy:3128", "user name")]
    public void A_proxy_has_an_address_and_no_user(string proxy, string why)
    {
        var error = Assert.Throws<BatchException>(() => ConnectionOpening.Open(new Recorder(), Connection() with { Proxy = new Uri(proxy) }, new ProviderContext()));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("word", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_read_from_their_vaults_and_the_connection_keeps_the_place()
    {
        var connection = Connection(("password", "vault:team/key"), ("plain", "text"));
        var factory = new Recorder();
        ConnectionOpening.Open(factory, connection, new ProviderContext(), reference => $"{Canary} {reference.Vault} {reference.Name}");

        Assert.Equal(Canary + " team key", factory.Connection!.Settings["password"]);
        Assert.Equal("text", factory.Connection.Settings["plain"]);
        Assert.Equal("vault:team/key", connection.Settings["password"]);
    }

    [Fact]
    public void Where_vaults_cannot_be_read_the_error_says_who_can()
    {
        var error = Assert.Throws<BatchException>(() => ConnectionOpening.Open(new Recorder(), Connection(("password", "vault:key")), new ProviderContext()));

        Assert.Equal(BatchErrorCode.Unauthenticated, error.Code);
        Assert.Contains("Get-Secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_itself_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<BatchException>(() => ConnectionOpening.Open(new Recorder(), Connection(("password", Canary)), new ProviderContext()));

        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.DoesNotContain(Canary, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vault:key", null, "key")]
    [InlineData("VAULT:team/key", "team", "key")]
    public void References_are_read(string text, string? vault, string name)
    {
        Assert.True(VaultReference.TryParse(text, out var reference));
        Assert.Equal((vault, name), (reference.Vault, reference.Name));
        Assert.Equal(text.Replace("VAULT", "vault", StringComparison.Ordinal), reference.ToString());
    }

    [Theory]
    [InlineData("key")]
    [InlineData("vault:")]
    [InlineData("vault:/key")]
    [InlineData("vault:a/b/c")]
    [InlineData(null)]
    public void Other_texts_are_none(string? text) => Assert.False(VaultReference.TryParse(text, out _));

    private static ConnectionSettings Connection(params (string Name, string Value)[] settings) => new()
    {
        Name = "far", Provider = InMemoryBatchProvider.ProviderName, Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value),
    };

    private sealed class Recorder : IBatchProviderFactory
    {
        public string Provider => InMemoryBatchProvider.ProviderName;

        public IReadOnlyList<ConnectionSetting> Settings => [];

        public ConnectionSettings? Connection { get; private set; }

        public ProviderContext? Context { get; private set; }

        public IBatchProvider Create(ConnectionSettings connection, ProviderContext context)
        {
            (Connection, Context) = (connection, context);
            return new InMemoryBatchProvider(new InMemoryService(TimeProvider.System, new InMemoryOptions()));
        }
    }
}
