using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure;

namespace MultiBatch.Emulators.Tests.Support;

/// <summary>An emulator without delays, a pool and a job in it, and a plain client.</summary>
internal sealed class AzureRig : IAsyncDisposable
{
    public const string Pool = "pool";

    public const string Job = "job";

    public const string Machine = """{"imageReference":{"publisher":"canonical","offer":"ubuntu-24_04-lts","sku":"server"},"nodeAgentSKUId":"batch.node.ubuntu 24.04"}""";

    private const string OneNode = """{"targetDedicatedNodes":1,"taskSlotsPerNode":8}""";

    private const string Dependencies = """{"usesTaskDependencies":true}""";

    private readonly HttpClient _client;

    private AzureRig(AzureEmulator emulator)
    {
        Emulator = emulator;
        _client = new HttpClient { BaseAddress = emulator.Endpoint };
    }

    public AzureEmulator Emulator { get; }

    public string Version { get; set; } = "2025-06-01";

    public static AzureEmulatorOptions Options { get; } = new() { VerifySignatures = false, Delays = AzureDelays.None };

    /// <summary>Starts an emulator with nothing in it.</summary>
    public static async Task<AzureRig> StartEmptyAsync(AzureEmulatorOptions? options = null) => new(await AzureEmulator.StartAsync(options ?? Options));

    /// <summary>Starts an emulator with a pool <c>pool</c> of a node of eight slots, and a job <c>job</c> on it.</summary>
    public static async Task<AzureRig> StartAsync(AzureEmulatorOptions? options = null, string pool = OneNode, string job = Dependencies)
    {
        var rig = await StartEmptyAsync(options);
        await rig.AddPoolAsync(Pool, pool);
        await rig.AddJobAsync(Job, job);
        return rig;
    }

    /// <summary>Starts an emulator in which a quirk is switched off, or not.</summary>
    public static Task<AzureRig> WithAsync(string quirk, bool isOn, string pool = OneNode, string job = Dependencies) =>
        StartAsync(Options with { QuirksOff = isOn ? [] : [quirk] }, pool, job);

    public async Task<AzureReply> CallAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "api-version=" + Version);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; odata=minimalmetadata; charset=utf-8");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _client.SendAsync(request);
        return await AzureReply.ReadAsync(response);
    }

    /// <summary>Follows a link as it came.</summary>
    public async Task<AzureReply> FollowAsync(string link)
    {
        using var response = await _client.GetAsync(new Uri(link));
        return await AzureReply.ReadAsync(response);
    }

    /// <summary>Calls what succeeds.</summary>
    public async Task<AzureReply> DoAsync(string method, string path, string? body = null)
    {
        var reply = await CallAsync(method, path, body);
        Assert.True(reply.Status is >= 200 and < 300, $"{method} {path}: {reply.Status} {reply.Text}");
        return reply;
    }

    public async Task<JsonObject> GetAsync(string path) => (await DoAsync("GET", path)).Body;

    /// <summary>Calls what is refused.</summary>
    public async Task<AzureReply> RefusedAsync(int status, string code, string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var reply = await CallAsync(method, path, body, headers);
        Assert.Equal((status, code), (reply.Status, reply.Error));
        Assert.Matches("\nRequestId:[0-9a-f-]{36}\nTime:[0-9TZ:.-]+$", (string)reply.Body["message"]!["value"]!);
        return reply;
    }

    public async Task AddPoolAsync(string id, string more, bool isSteady = true)
    {
        await DoAsync("POST", "/pools", $$"""{"id":"{{id}}","vmSize":"Standard_D4s_v3","virtualMachineConfiguration":{{Machine}}{{Members(more)}}}""");
        if (isSteady)
        {
            await PoolAsync(id, pool => (string)pool["allocationState"]! == "steady");
            await NodesAsync(id, nodes => nodes.All(node => (string)node["state"]! is "idle" or "running"));
        }
    }

    public Task<AzureReply> AddJobAsync(string id, string more = "", string pool = Pool) =>
        DoAsync("POST", "/jobs", $$"""{"id":"{{id}}","poolInfo":{"poolId":"{{pool}}"}{{Members(more)}}}""");

    /// <summary>Adds a task that runs a script.</summary>
    public Task<AzureReply> AddTaskAsync(string id, string script, string more = "", string job = Job) =>
        DoAsync("POST", $"/jobs/{job}/tasks", Task(id, script, more));

    /// <summary>What is sent for a task that runs a script.</summary>
    public static string Task(string id, string script, string more = "")
    {
        var command = JsonValue.Create($"/bin/sh -c '{script.Replace("'", "'\\''", StringComparison.Ordinal)}'").ToJsonString();
        return $$"""{"id":"{{id}}","commandLine":{{command}}{{Members(more)}}}""";
    }

    public Task<JsonObject> TaskAsync(string id, string job = Job) => GetAsync($"/jobs/{job}/tasks/{id}");

    /// <summary>Waits until a task is as it should be.</summary>
    public Task<JsonObject> TaskAsync(string id, Func<JsonObject, bool> condition, string job = Job) => UntilAsync($"/jobs/{job}/tasks/{id}", condition);

    /// <summary>Waits until a task is completed.</summary>
    public Task<JsonObject> EndAsync(string id, string job = Job) => TaskAsync(id, task => (string)task["state"]! == "completed", job);

    public Task<JsonObject> RunningAsync(string id, string job = Job) => TaskAsync(id, task => (string)task["state"]! == "running", job);

    public Task<JsonObject> JobAsync(string id, string state) => UntilAsync($"/jobs/{id}", job => (string)job["state"]! == state);

    public Task<JsonObject> PoolAsync(string id, Func<JsonObject, bool> condition) => UntilAsync($"/pools/{id}", condition);

    public async Task<IReadOnlyList<JsonObject>> NodesAsync(string pool, Func<IReadOnlyList<JsonObject>, bool>? condition = null)
    {
        IReadOnlyList<JsonObject> nodes = [];
        await UntilAsync($"/pools/{pool}/nodes", list =>
        {
            nodes = Items(list);
            return condition?.Invoke(nodes) != false;
        });
        return nodes;
    }

    public Task<string> OutputAsync(string task, string file = "stdout.txt", string job = Job) => TextAsync($"/jobs/{job}/tasks/{task}/files/{file}");

    public async Task<string> TextAsync(string path) => (await DoAsync("GET", path)).Text;

    public async Task<IReadOnlyList<string>> IdsAsync(string path) => Items(await GetAsync(path)).Select(item => (string)item["id"]!).ToList();

    public static IReadOnlyList<JsonObject> Items(JsonObject list) => ((JsonArray)list["value"]!).Select(item => (JsonObject)item!).ToList();

    public async Task<JsonObject> UntilAsync(string path, Func<JsonObject, bool> condition)
    {
        JsonObject found = [];
        await Eventually.TrueAsync(
            async () =>
            {
                found = await GetAsync(path);
                return condition(found);
            },
            () => $"{path}: {found.ToJsonString()}");
        return found;
    }

    /// <summary>Waits until something is no longer there.</summary>
    public Task GoneAsync(string path) => Eventually.TrueAsync(async () => (await CallAsync("GET", path)).Status == 404, () => path + " is gone");

    /// <summary>The members of an object, for the end of another one.</summary>
    private static string Members(string more) => more.Length > 2 ? "," + more[1..^1] : string.Empty;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Emulator.DisposeAsync();
    }
}
