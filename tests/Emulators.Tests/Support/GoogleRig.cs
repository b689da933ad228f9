using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google;

namespace MultiBatch.Emulators.Tests.Support;

/// <summary>An emulator without delays and a plain client.</summary>
internal sealed class GoogleRig : IAsyncDisposable
{
    public const string Region = "us-central1";

    private readonly HttpClient _client;

    private GoogleRig(GoogleEmulator emulator)
    {
        Emulator = emulator;
        _client = new HttpClient { BaseAddress = emulator.Endpoint };
    }

    public static GoogleEmulatorOptions Options { get; } = new() { VerifyTokens = false, Delays = GoogleDelays.None };

    public GoogleEmulator Emulator { get; }

    public HttpClient Client => _client;

    public static async Task<GoogleRig> StartAsync(GoogleEmulatorOptions? options = null) => new(await GoogleEmulator.StartAsync(options ?? Options));

    /// <summary>A job of one step that runs a script.</summary>
    public static string Job(string script, string spec = "", string group = "", string more = "", string logs = "CLOUD_LOGGING") =>
        Steps($$"""{"script":{"text":{{JsonSerializer.Serialize(script)}} } }""", spec, group, more, logs);

    /// <summary>A job of some steps.</summary>
    public static string Steps(string runnables, string spec = "", string group = "", string more = "", string logs = "CLOUD_LOGGING") =>
        $$"""{"taskGroups":[{"taskSpec":{"runnables":[{{runnables}}]{{spec}}}{{group}}}],"logsPolicy":{"destination":"{{logs}}"}{{more}}}""";

    public async Task<GoogleReply> SendAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request);
        return await GoogleReply.ReadAsync(response);
    }

    /// <summary>Asks for something below <c>…/locations/us-central1/</c>.</summary>
    public Task<GoogleReply> CallAsync(string method, string path, string? body = null, string version = "v1") =>
        SendAsync(method, $"/{version}/projects/emulated-project/locations/{Region}/{path}", body);

    /// <summary>Asks for something and gets it.</summary>
    public async Task<JsonObject> DoAsync(string method, string path, string? body = null, string version = "v1")
    {
        var reply = await CallAsync(method, path, body, version);
        Assert.True(reply.Status == 200, $"{method} {path}: {reply.Status} {reply.Text}");
        return reply.Body;
    }

    /// <summary>Asks for something that is refused.</summary>
    public async Task<GoogleReply> RefusedAsync(string method, string path, string? body, int status, string code)
    {
        var reply = await CallAsync(method, path, body);
        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.Equal(status, (int)reply.Body["error"]!["code"]!);
        return reply;
    }

    public Task<JsonObject> CreateAsync(string id, string job, string version = "v1") => DoAsync("POST", $"jobs?jobId={id}", job, version);

    public Task<JsonObject> GetAsync(string id) => DoAsync("GET", "jobs/" + id);

    /// <summary>Waits until a job is in one of some states.</summary>
    public async Task<JsonObject> WaitAsync(string id, params string[] states)
    {
        JsonObject job = [];
        await Eventually.TrueAsync(
            async () =>
            {
                job = await GetAsync(id);
                return states.Contains(StateOf(job));
            },
            () => $"{string.Join(" or ", states)} of {job.ToJsonString()}");
        return job;
    }

    public Task<JsonObject> EndAsync(string id) => WaitAsync(id, "SUCCEEDED", "FAILED", "CANCELLED");

    /// <summary>Makes a job and waits for its end.</summary>
    public async Task<JsonObject> RunAsync(string id, string job)
    {
        await CreateAsync(id, job);
        return await EndAsync(id);
    }

    public static string StateOf(JsonObject jobOrTask) => (string)jobOrTask["status"]!["state"]!;

    public async Task<IReadOnlyList<JsonObject>> TasksAsync(string id, string query = "") => List(await DoAsync("GET", $"jobs/{id}/taskGroups/group0/tasks{query}"), "tasks");

    public async Task<IReadOnlyList<string>> JobsAsync(string query = "") =>
        List(await DoAsync("GET", "jobs" + query), "jobs").Select(job => ((string)job["name"]!).Split('/')[^1]).ToList();

    /// <summary>Events by their times.</summary>
    public static IReadOnlyList<JsonObject> EventsOf(JsonObject jobOrTask) =>
        List((JsonObject)jobOrTask["status"]!, "statusEvents").OrderBy(item => (string)item["eventTime"]!, StringComparer.Ordinal).ToList();

    public static IReadOnlyList<string> TextsOf(JsonObject jobOrTask) => EventsOf(jobOrTask).Select(item => (string)item["description"]!).ToList();

    public static IReadOnlyList<JsonObject> List(JsonObject reply, string name) => ((JsonArray?)reply[name] ?? []).Select(item => (JsonObject)item!).ToList();

    public async Task<IReadOnlyList<JsonObject>> EntriesAsync(string filter, string more = "")
    {
        var reply = await SendAsync("POST", "/v2/entries:list", $$"""{"resourceNames":["projects/emulated-project"],"filter":{{JsonSerializer.Serialize(filter)}},"orderBy":"timestamp asc","pageSize":1000{{more}}}""");
        Assert.True(reply.Status == 200, reply.Text);
        return List(reply.Body, "entries");
    }

    /// <summary>The lines of a job, once there are as many.</summary>
    public async Task<IReadOnlyList<string>> OutputAsync(JsonObject job, int count, string more = "")
    {
        IReadOnlyList<string> lines = [];
        await Eventually.TrueAsync(
            async () =>
            {
                lines = (await EntriesAsync($"labels.job_uid=\"{(string)job["uid"]!}\" AND logName:\"batch_task_logs\"{more}")).Select(entry => (string)entry["textPayload"]!).ToList();
                return lines.Count >= count;
            },
            () => $"{count} lines, not {string.Join(" | ", lines)}");
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Emulator.DisposeAsync();
    }
}
