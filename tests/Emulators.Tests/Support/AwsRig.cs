using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws;

namespace MultiBatch.Emulators.Tests.Support;

/// <summary>An emulator without delays, an environment and a queue in it, and a plain client.</summary>
internal sealed class AwsRig : IAsyncDisposable
{
    public const string Queue = "q";

    public const string Environment = "ce";

    private readonly HttpClient _client;

    private AwsRig(AwsEmulator emulator)
    {
        Emulator = emulator;
        _client = new HttpClient { BaseAddress = emulator.Endpoint };
    }

    public AwsEmulator Emulator { get; }

    public HttpClient Client => _client;

    public static AwsEmulatorOptions Options { get; } = new() { VerifySignatures = false, Delays = AwsDelays.None };

    /// <summary>Starts an emulator with an environment <c>ce</c> and a queue <c>q</c>.</summary>
    public static async Task<AwsRig> StartAsync(AwsEmulatorOptions? options = null, string resources = """{"type":"EC2","maxvCpus":64,"subnets":["s"],"instanceTypes":["optimal"],"instanceRole":"r"}""")
    {
        var rig = new AwsRig(await AwsEmulator.StartAsync(options ?? Options));
        await rig.DoAsync("CreateComputeEnvironment", $$"""{"computeEnvironmentName":"{{Environment}}","type":"MANAGED","computeResources":{{resources}}}""");
        await rig.EnvironmentAsync(Environment, "VALID");
        await rig.DoAsync("CreateJobQueue", $$"""{"jobQueueName":"{{Queue}}","priority":1,"computeEnvironmentOrder":[{"order":1,"computeEnvironment":"{{Environment}}"}]}""");
        await rig.QueueAsync(Queue, "VALID");
        return rig;
    }

    /// <summary>Starts an emulator with nothing in it.</summary>
    public static async Task<AwsRig> StartEmptyAsync(AwsEmulatorOptions? options = null) => new(await AwsEmulator.StartAsync(options ?? Options));

    public async Task<AwsReply> CallAsync(string operation, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri("/v1/" + operation.ToLowerInvariant(), UriKind.Relative), content);
        return await AwsReply.ReadAsync(response);
    }

    /// <summary>Calls an operation that succeeds.</summary>
    public async Task<JsonObject> DoAsync(string operation, string body)
    {
        var reply = await CallAsync(operation, body);
        Assert.True(reply.Status == 200, $"{operation}: {reply.Status} {reply.Error} {reply.Text}");
        return reply.Body;
    }

    /// <summary>Calls an operation that is refused; returns the message.</summary>
    public async Task<string> RefusedAsync(string operation, string body, string error = "ClientException")
    {
        var reply = await CallAsync(operation, body);
        Assert.Equal((400, error), (reply.Status, reply.Error));
        Assert.NotEmpty(reply.RequestId!);
        return (string)reply.Body["message"]!;
    }

    /// <summary>Calls an operation of the Logs API.</summary>
    public async Task<AwsReply> LogsAsync(string operation, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", "Logs_20140328." + operation);
        using var response = await _client.SendAsync(request);
        return await AwsReply.ReadAsync(response);
    }

    /// <summary>Registers a definition that runs a script; returns <c>name:revision</c>.</summary>
    public async Task<string> DefineAsync(string script, string name = "jd", string more = "")
    {
        var command = new JsonArray("/bin/sh", "-c", script);
        var reply = await DoAsync("RegisterJobDefinition", $$"""
            {"jobDefinitionName":"{{name}}","type":"container","containerProperties":{"image":"busybox","command":{{command.ToJsonString()}},
             "resourceRequirements":[{"type":"VCPU","value":"1"},{"type":"MEMORY","value":"128"}]}{{more}}}
            """);
        return $"{name}:{((int)reply["revision"]!).ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Registers a definition by its container as JSON; returns <c>name:revision</c>.</summary>
    public async Task<string> DefineContainerAsync(string name, string container)
    {
        var reply = await DoAsync("RegisterJobDefinition", $$"""{"jobDefinitionName":"{{name}}","type":"container","containerProperties":{{container}}}""");
        return $"{name}:{((int)reply["revision"]!).ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Submits a job; returns its id.</summary>
    public async Task<string> SubmitAsync(string definition, string more = "", string name = "job", string queue = Queue) =>
        (string)(await DoAsync("SubmitJob", $$"""{"jobName":"{{name}}","jobQueue":"{{queue}}","jobDefinition":"{{definition}}"{{more}}}"""))["jobId"]!;

    public async Task<JsonObject> DescribeAsync(string id) => (JsonObject)(await DoAsync("DescribeJobs", $$"""{"jobs":["{{id}}"]}"""))["jobs"]![0]!;

    /// <summary>Waits until a job is in one of some states.</summary>
    public async Task<JsonObject> WaitAsync(string id, params string[] statuses)
    {
        JsonObject job = [];
        await Eventually.TrueAsync(
            async () =>
            {
                job = await DescribeAsync(id);
                return statuses.Contains((string)job["status"]!);
            },
            () => $"{string.Join(" or ", statuses)} of {job.ToJsonString()}");
        return job;
    }

    public Task<JsonObject> EndAsync(string id) => WaitAsync(id, "SUCCEEDED", "FAILED");

    public Task EnvironmentAsync(string name, string status) => Eventually.TrueAsync(
        async () => (string?)(await DoAsync("DescribeComputeEnvironments", $$"""{"computeEnvironments":["{{name}}"]}"""))["computeEnvironments"]![0]!["status"] == status,
        () => $"environment {name} {status}");

    public Task QueueAsync(string name, string status) => Eventually.TrueAsync(
        async () => (string?)(await DoAsync("DescribeJobQueues", $$"""{"jobQueues":["{{name}}"]}"""))["jobQueues"]![0]!["status"] == status,
        () => $"queue {name} {status}");

    /// <summary>The output of a job's latest attempt.</summary>
    public async Task<IReadOnlyList<string>> OutputAsync(JsonObject job)
    {
        var stream = (string)job["container"]!["logStreamName"]!;
        var reply = await LogsAsync("GetLogEvents", $$"""{"logGroupName":"/aws/batch/job","logStreamName":"{{stream}}","startFromHead":true}""");
        return ((JsonArray)reply.Body["events"]!).Select(item => (string)item!["message"]!).ToList();
    }

    public async Task<IReadOnlyList<string>> ListAsync(string more) =>
        ((JsonArray)(await DoAsync("ListJobs", $$"""{"jobQueue":"{{Queue}}"{{more}}}"""))["jobSummaryList"]!).Select(item => (string)item!["jobId"]!).ToList();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Emulator.DisposeAsync();
    }
}
