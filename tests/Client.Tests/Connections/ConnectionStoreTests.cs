using System.Text.Json.Nodes;
using MultiBatch.Client.Tests.Catalogue;
using MultiBatch.Connections;
using MultiBatch.Providers;

namespace MultiBatch.Client.Tests.Connections;

public sealed class ConnectionStoreTests : IDisposable
{
    private static readonly ConnectionSettings Prod = new()
    {
        Name = "prod",
        Provider = "aws",
        Region = "eu-west-1",
        Profile = "batch-admin",
        Endpoint = new Uri("http://127.0.0.1:4510/aws"),
        Proxy = new Uri("http://proxy:3128"),
        DefaultQueue = "main",
        Settings = new Dictionary<string, string> { ["secretAccessKey"] = "vault:team/aws", ["logGroup"] = "/aws/batch/job", ["accountId"] = "123456789012" },
    };

    private readonly TemporaryFolder _folder = new();
    private readonly ConnectionStore _store;

    public ConnectionStoreTests() => _store = new ConnectionStore(_folder.Combine("home", "connections.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_file_there_is_the_local_connection()
    {
        Assert.Equal(("local", "local"), Both(await _store.GetDefaultAsync()));
        Assert.Equal(("local", "local"), Both(await _store.GetAsync("local")));
        Assert.Empty(await _store.ListAsync());
        Assert.Null(await _store.FindAsync("prod"));
        Assert.False(Directory.Exists(_folder.Combine("home")));
    }

    [Fact]
    public async Task A_saved_connection_comes_back_whole()
    {
        await _store.AddAsync(Prod);

        var found = await new ConnectionStore(_store.Path).GetAsync("prod");

        Assert.Equal(Prod with { Settings = found.Settings }, found);
        Assert.Equal(Prod.Settings.OrderBy(pair => pair.Key), found.Settings.OrderBy(pair => pair.Key));
        Assert.Equal(["prod"], (await _store.ListAsync()).Select(connection => connection.Name));
    }

    [Fact]
    public async Task The_file_is_plain_json()
    {
        await _store.AddAsync(Prod with { Settings = new Dictionary<string, string>(), Endpoint = null, Proxy = null, Profile = null });

        Assert.Equal(
            "{\n  \"connections\": {\n    \"prod\": {\n      \"provider\": \"aws\",\n      \"region\": \"eu-west-1\",\n      \"defaultQueue\": \"main\"\n    }\n  }\n}\n",
            File.ReadAllText(_store.Path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Adding_one_that_is_there_is_refused_and_saving_replaces_it()
    {
        await _store.AddAsync(Prod);

        var error = await Assert.ThrowsAsync<BatchException>(() => _store.AddAsync(Prod with { Region = "us-east-1" }));
        Assert.Equal((BatchErrorCode.AlreadyExists, "prod"), (error.Code, error.Resource));
        await _store.SaveAsync(new ConnectionSettings { Name = "prod", Provider = "azure" });

        var found = await _store.GetAsync("prod");
        Assert.Equal(("azure", null, null, 0), (found.Provider, found.Region, found.Endpoint, found.Settings.Count));
    }

    [Fact]
    public async Task The_default_connection_is_chosen_and_forgotten_with_it()
    {
        await _store.AddAsync(Prod);
        Assert.Equal("local", (await _store.GetDefaultAsync()).Name);

        await _store.SetDefaultAsync("prod");
        Assert.Equal("prod", (await _store.GetDefaultAsync()).Name);

        await _store.RemoveAsync("prod");
        Assert.Equal("local", (await _store.GetDefaultAsync()).Name);
        Assert.Null(await _store.FindAsync("prod"));
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_what_is()
    {
        await _store.AddAsync(Prod);

        foreach (var action in new Func<Task>[] { () => _store.GetAsync("test"), () => _store.RemoveAsync("test"), () => _store.SetDefaultAsync("test") })
        {
            var error = await Assert.ThrowsAsync<BatchException>(action);
            Assert.Equal((BatchErrorCode.NotFound, "test"), (error.Code, error.Resource));
            Assert.Contains("local, prod", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_default_that_is_gone_is_told()
    {
        Write("""{ "default": "gone", "connections": {} }""");

        var error = await Assert.ThrowsAsync<BatchException>(() => _store.GetDefaultAsync());

        Assert.Equal((BatchErrorCode.NotFound, "gone"), (error.Code, error.Resource));
    }

    [Fact]
    public async Task A_local_connection_of_ones_own_takes_the_place_of_the_built_in_one()
    {
        await _store.AddAsync(new ConnectionSettings { Name = "local", Provider = "local", DefaultQueue = "fast" });
        Assert.Equal("fast", (await _store.GetDefaultAsync()).DefaultQueue);

        await _store.RemoveAsync("local");
        Assert.Null((await _store.GetDefaultAsync()).DefaultQueue);
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => _store.RemoveAsync("local"))).Code);
    }

    [Fact]
    public async Task What_this_version_does_not_know_is_kept()
    {
        Write("""
            {
              "$schema": "https://example.com/connections.json",
              "future": { "a": [1, 2.50, null] },
              "connections": {
                "prod": { "provider": "aws", "region": "eu-west-1", "colour": "red", "settings": { "logGroup": "x" } },
                "test": { "provider": "google", "note": "ä 漢" }
              }
            }
            """);

        await _store.SaveAsync(Prod with { Region = "us-east-1" });
        await _store.SetDefaultAsync("test");

        var root = JsonNode.Parse(File.ReadAllText(_store.Path))!;
        Assert.Equal("https://example.com/connections.json", (string?)root["$schema"]);
        Assert.Equal("""{"a":[1,2.50,null]}""", root["future"]!.ToJsonString());
        Assert.Equal("red", (string?)root["connections"]!["prod"]!["colour"]);
        Assert.Equal("us-east-1", (string?)root["connections"]!["prod"]!["region"]);
        Assert.Equal("ä 漢", (string?)root["connections"]!["test"]!["note"]);
        Assert.Contains("漢", File.ReadAllText(_store.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_and_truth_values_written_by_hand_are_their_text()
    {
        Write("""{ "connections": { "x": { "provider": "local", "settings": { "idle": 30, "detached": true, "name": "1" } } } }""");

        var settings = (await _store.GetAsync("x")).Settings;

        Assert.Equal(("30", "true", "1"), (settings["idle"], settings["detached"], settings["name"]));
    }

    [Theory]
    [InlineData("{ \"connections\": ", "line 1")]
    [InlineData("{\n \"default\": x }", "line 2")]
    [InlineData("[]", "no object")]
    [InlineData("{ \"connections\": [] }", "connections is no object")]
    [InlineData("{ \"connections\": { \"x\": 1 } }", "connections.x is no object")]
    [InlineData("{ \"connections\": { \"x\": {} } }", "connections.x names no provider")]
    [InlineData("{ \"connections\": { \"x\": { \"provider\": 7 } } }", "connections.x.provider is no text")]
    [InlineData("{ \"connections\": { \"x\": { \"provider\": \"aws\", \"endpoint\": \"here\" } } }", "connections.x.endpoint")]
    [InlineData("{ \"connections\": { \"x\": { \"provider\": \"aws\", \"settings\": { \"a\": [] } } } }", "connections.x.settings.a")]
    [InlineData("{ \"default\": \"x\", \"default\": \"y\" }", "default")]
    [InlineData("", "JSON")]
    public async Task A_file_that_cannot_be_read_is_told_with_the_place_and_left_alone(string text, string place)
    {
        Write(text);

        var error = await Assert.ThrowsAsync<BatchException>(() => _store.GetAsync("x"));
        Assert.Equal(BatchErrorCode.InvalidSpec, error.Code);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(_store.Path, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_store.Path));
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_obstacle()
    {
        Write("\uFEFF{ \"default\": \"local\" }");

        Assert.Equal("local", (await _store.GetDefaultAsync()).Name);
    }

    [Fact]
    public async Task Saves_by_several_at_once_are_all_kept()
    {
        ConnectionStore[] stores = [_store, new ConnectionStore(_store.Path)];

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            stores[number % 2].AddAsync(new ConnectionSettings { Name = $"c{number:d2}", Provider = "local" })));

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"c{number:d2}"), (await _store.ListAsync()).Select(connection => connection.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("../x")]
    [InlineData("ä")]
    public async Task A_name_that_is_none_is_refused(string name) => await AssertRefusedAsync(Prod with { Name = name }, "name");

    [Theory]
    [InlineData("")]
    [InlineData("AWS")]
    [InlineData("a ws")]
    [InlineData("1st")]
    public async Task A_provider_that_is_none_is_refused(string provider) => await AssertRefusedAsync(Prod with { Provider = provider }, "provider");

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://ada@example.com/")]
    [InlineData("https://ada:pass@example.com/")]
    [InlineData("https://account.example.com/?sv=2024&sig=abc%3D")]
    public async Task An_endpoint_that_is_none_is_refused(string endpoint) => await AssertRefusedAsync(Prod with { Endpoint = new Uri(endpoint) }, "endpoint");

    [Fact]
    public async Task Empty_values_are_refused()
    {
        await AssertRefusedAsync(Prod with { Region = " " }, "region");
        await AssertRefusedAsync(Prod with { Profile = "a\nb" }, "profile");
        await AssertRefusedAsync(Prod with { DefaultQueue = "" }, "defaultQueue");
        await AssertRefusedAsync(Prod with { Settings = new Dictionary<string, string> { [" "] = "x" } }, "settings");
    }

    private static (string Name, string Provider) Both(ConnectionSettings connection) => (connection.Name, connection.Provider);

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_store.Path)!);
        File.WriteAllText(_store.Path, text);
    }

    private async Task AssertRefusedAsync(ConnectionSettings connection, string field)
    {
        var error = await Assert.ThrowsAsync<BatchException>(() => _store.SaveAsync(connection));
        Assert.Equal((BatchErrorCode.InvalidSpec, field), (error.Code, error.Resource));
        Assert.False(File.Exists(_store.Path));
    }
}
