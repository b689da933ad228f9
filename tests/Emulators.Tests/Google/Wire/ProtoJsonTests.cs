using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Google.Wire;

/// <summary>How requests and replies are written.</summary>
public sealed class ProtoJsonTests
{
    private static readonly GoogleEmulatorOptions Waiting = GoogleRig.Options with { Delays = GoogleDelays.None with { Queued = TimeSpan.FromHours(1) } };

    [Fact]
    public async Task Either_spelling_numbers_and_words_are_read_and_one_form_is_written()
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);

        var job = await rig.CreateAsync("a", """
            {"priority":7,"task_groups":[{"task_count":"3","parallelism":2,"scheduling_policy":1,
              "task_spec":{"runnables":[{"script":{"text":"true"},"timeout":"1.5s"}],"max_run_duration":"60.500s","maxRetryCount":"2",
                "lifecycle_policies":[{"action":2,"action_condition":{"exit_codes":[50005]}}]}}],
             "logsPolicy":{"destination":1},"labels":{},"notifications":null}
            """);

        var group = job["taskGroups"]![0]!;
        Assert.Equal("7", (string?)job["priority"]);
        Assert.Equal(("3", "2", "AS_SOON_AS_POSSIBLE"), ((string?)group["taskCount"], (string?)group["parallelism"], (string?)group["schedulingPolicy"]));
        Assert.Equal(("60.500s", 2), ((string?)group["taskSpec"]!["maxRunDuration"], (int?)group["taskSpec"]!["maxRetryCount"]));
        Assert.Equal("1.500s", (string?)group["taskSpec"]!["runnables"]![0]!["timeout"]);
        Assert.Equal("FAIL_TASK", (string?)group["taskSpec"]!["lifecyclePolicies"]![0]!["action"]);
        Assert.Equal("CLOUD_LOGGING", (string?)job["logsPolicy"]!["destination"]);
        Assert.False(job.ContainsKey("labels"));
    }

    [Fact]
    public async Task A_job_that_says_nothing_gets_what_the_service_fills_in()
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);

        var job = await rig.CreateAsync("a", """{"taskGroups":[{"taskSpec":{"runnables":[{"script":{"text":"echo hello"}}]}}]}""");

        var expected = JsonNode.Parse("""
            {"allocationPolicy":{"labels":{"batch-job-id":"a"},
               "location":{"allowedLocations":["regions/us-central1","zones/us-central1-a","zones/us-central1-b","zones/us-central1-c","zones/us-central1-f"]},
               "serviceAccount":{"email":"123456789012-compute@developer.gserviceaccount.com"}},
             "name":"projects/emulated-project/locations/us-central1/jobs/a","status":{"runDuration":"0s","state":"QUEUED"},
             "taskGroups":[{"name":"projects/123456789012/locations/us-central1/jobs/a/taskGroups/group0","parallelism":"1","taskCount":"1",
               "taskSpec":{"computeResource":{"cpuMilli":"2000","memoryMib":"2000"},"runnables":[{"script":{"text":"echo hello"}}]}}]}
            """);
        Assert.Matches("^a-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}0$", (string)job["uid"]!);
        Assert.Equal((string?)job["createTime"], (string?)job["updateTime"]);
        Assert.True(job.Remove("uid") && job.Remove("createTime") && job.Remove("updateTime"));
        Assert.True(JsonNode.DeepEquals(expected, job), job.ToJsonString());
    }

    [Fact]
    public async Task Words_come_as_numbers_for_a_client_that_asks_for_them()
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);
        await rig.CreateAsync("a", GoogleRig.Job("true"));

        var job = await rig.DoAsync("GET", "jobs/a?%24alt=json%3Benum-encoding%3Dint");

        Assert.Equal((1, 1), ((int?)job["status"]!["state"], (int?)job["logsPolicy"]!["destination"]));
    }

    [Theory]
    [InlineData("""{"taskGroups":[{"taskSpec":{"runnables":[{"script":{"text":"a"},"container":{"imageUri":"b"}}]}}]}""", "job.task_groups[0].task_spec.runnables[0].container")]
    [InlineData("""{"taskGroups":[{"taskSpec":{"runnables":[{"script":{"text":"a","path":"/b"}}]}}]}""", "job.task_groups[0].task_spec.runnables[0].script.path")]
    [InlineData("""{"taskGroups":[{"taskSpec":{"maxRunDuration":"1h"}}]}""", "job.task_groups[0].task_spec.max_run_duration")]
    [InlineData("""{"priority":"high"}""", "job.priority")]
    [InlineData("""{"priority":1.5}""", "job.priority")]
    [InlineData("""{"labels":["a"]}""", "job.labels")]
    [InlineData("""{"logsPolicy":{"destination":"NOWHERE"}}""", "job.logs_policy.destination")]
    [InlineData("""{"task_groups":{}}""", "job.task_groups")]
    [InlineData("""{"dependencies":[]}""", "job")]
    [InlineData("""{"taskGroups":[{"taskSpec":{"runnables":[{"background":"yes"}]}}]}""", "job.task_groups[0].task_spec.runnables[0].background")]
    public async Task What_the_definition_does_not_allow_is_refused_with_its_field(string body, string field)
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);

        Assert.Equal([field], (await rig.RefusedAsync("POST", "jobs?jobId=a", body, 400, "INVALID_ARGUMENT")).Fields);
    }

    [Fact]
    public async Task A_body_that_is_no_json_and_an_unknown_parameter_are_refused()
    {
        await using var rig = await GoogleRig.StartAsync(Waiting);

        await rig.RefusedAsync("POST", "jobs?jobId=a", "{", 400, "INVALID_ARGUMENT");
        var refusal = await rig.RefusedAsync("POST", "jobs?jobId=a&jobName=b", GoogleRig.Job("true"), 400, "INVALID_ARGUMENT");
        Assert.Contains("Unknown name \"jobName\": Cannot bind query parameter.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_anything_behind_it_is_a_page_and_a_stranger_is_sent_away()
    {
        await using var rig = await GoogleRig.StartAsync(new GoogleEmulatorOptions { AccessToken = "made-up" });

        var page = await rig.SendAsync("GET", "/v1/projects/emulated-project/jobs");
        Assert.Equal(404, page.Status);
        Assert.StartsWith("<!DOCTYPE html>", page.Text, StringComparison.Ordinal);
        await rig.RefusedAsync("GET", "jobs", null, 401, "UNAUTHENTICATED");
        rig.Client.DefaultRequestHeaders.Authorization = new("Bearer", "another");
        await rig.RefusedAsync("GET", "jobs", null, 401, "UNAUTHENTICATED");
        rig.Client.DefaultRequestHeaders.Authorization = new("Bearer", "made-up");
        await rig.DoAsync("GET", "jobs");
        Assert.Equal("PERMISSION_DENIED", (await rig.SendAsync("GET", "/v1/projects/another/locations/us-central1/jobs")).Code);
        Assert.Equal("NOT_FOUND", (await rig.SendAsync("GET", "/v1/projects/emulated-project/locations/nowhere/jobs")).Code);
    }
}
