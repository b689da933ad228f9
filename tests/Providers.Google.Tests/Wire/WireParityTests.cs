using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Planning;
using MultiBatch.Providers.Google.Tests.OfficialClients;
using MultiBatch.Providers.Google.Tests.Support;
using MultiBatch.Providers.Google.Tests.Wire.Support;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Tests.Wire;

public sealed class WireParityTests
{
    private const string Parent = "projects/acme-proj/locations/us-central1";

    public static TheoryData<string> Recorded => [.. Captures.Recorded.Keys.Where(name => !Inexpressible.Is(name))];

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_request_equals_the_recorded_one_of_the_official_client(string name)
    {
        var record = Captures.Recorded[name];
        using var handler = new RecordingHandler();
        using var wire = TestWire.Over(handler);

        await WireInvoker.CallAsync(wire, record);

        Assert.Equal(SentRequest.Of(record), Assert.Single(handler.Requests));
    }

    [SkippableFact]
    public async Task Every_job_equals_what_the_official_client_sends_now()
    {
        var jobs = Captures.Recorded.Where(pair => pair.Key.Contains("createJob", StringComparison.Ordinal)).Select(pair => pair.Value).Select(record => (
            Version: record.GetProperty("path").GetString()!.Split('/')[1], Job: WireInvoker.Job(CanonicalJson.Write(record.GetProperty("body").GetRawText()))))
            .Concat(Plans.Various.Select(plan => (Version: "v1", plan.Translation().Job))).ToList();
        using var handler = new RecordingHandler();
        using var wire = TestWire.Over(handler);
        foreach (var (version, job) in jobs)
        {
            await wire.Batch.CreateJobAsync(new CreateJobRequest { Parent = Parent, JobId = "j1", RequestId = "r1", Job = job, IsAlpha = version == "v1alpha" }, default);
        }

        var official = await CaptureAsync(jobs.Select(pair => new JsonObject
        {
            ["operation"] = "createJob",
            ["version"] = pair.Version,
            ["request"] = new JsonObject
            {
                ["parent"] = Parent,
                ["jobId"] = "j1",
                ["requestId"] = "r1",
                ["job"] = JsonNode.Parse(JsonSerializer.Serialize(pair.Job, GoogleWireJson.Instance.JobResource)),
            },
        }));

        Assert.Equal(jobs.Count, official.Count);
        Assert.Equal(official, handler.Requests.Select(request => request with { QuotaProject = null }));
    }

    [SkippableFact]
    public async Task Every_other_call_equals_what_the_official_client_sends_now()
    {
        const string Job = Parent + "/jobs/j1";
        using var handler = new RecordingHandler();
        using var wire = TestWire.Over(handler);
        await wire.Batch.GetJobAsync(Job, default);
        await wire.Batch.ListJobsAsync(new ListJobsRequest { Parent = Parent, Filter = "labels.a=\"b\" AND createTime>=\"2026-01-01T00:00:00Z\"", OrderBy = "create_time desc", PageSize = 7, PageToken = "a+b/c=" }, default);
        await wire.Batch.CancelJobAsync(new CancelJobRequest { Name = Job, RequestId = "r" }, default);
        await wire.Batch.DeleteJobAsync(new DeleteJobRequest { Name = Job, Reason = "a & b", RequestId = "r" }, default);
        await wire.Batch.GetTaskAsync(Job + "/taskGroups/group0/tasks/7", default);
        await wire.Batch.ListTasksAsync(new() { Parent = Job + "/taskGroups/group0", PageSize = 1000, PageToken = "t" }, default);

        var official = await CaptureAsync(
        [
            Case("getJob", new JsonObject { ["name"] = Job }),
            Case("listJobs", new JsonObject { ["parent"] = Parent, ["filter"] = "labels.a=\"b\" AND createTime>=\"2026-01-01T00:00:00Z\"", ["orderBy"] = "create_time desc", ["pageSize"] = 7, ["pageToken"] = "a+b/c=" }),
            Case("cancelJob", new JsonObject { ["name"] = Job, ["requestId"] = "r" }),
            Case("deleteJob", new JsonObject { ["name"] = Job, ["reason"] = "a & b", ["requestId"] = "r" }),
            Case("getTask", new JsonObject { ["name"] = Job + "/taskGroups/group0/tasks/7" }),
            Case("listTasks", new JsonObject { ["parent"] = Job + "/taskGroups/group0", ["pageSize"] = 1000, ["pageToken"] = "t" }),
        ]);

        Assert.Equal(official, handler.Requests.Select(request => request with { QuotaProject = null }));
    }

    [Fact]
    public void What_cannot_be_expressed_is_little_and_no_submit()
    {
        var names = Captures.Recorded.Keys.Where(Inexpressible.Is).ToList();

        Assert.Equal(Inexpressible.Reasons.Count, names.Count);
        Assert.DoesNotContain(names, name => name.Contains("createJob", StringComparison.Ordinal));
        Assert.True(names.Count * 10 <= Captures.Recorded.Count, $"{names.Count} of {Captures.Recorded.Count}");
    }

    private static JsonObject Case(string operation, JsonObject request) => new() { ["operation"] = operation, ["request"] = request };

    private static async Task<List<SentRequest>> CaptureAsync(IEnumerable<JsonObject> cases) =>
        (await NodeScript.RunAsync("capture.mjs", new JsonArray([.. cases]).ToJsonString())).EnumerateArray().Select(SentRequest.Of).ToList();
}
