using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure;

public sealed partial class AzureQuirkTests
{
    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.unknown-members-refused")]
    public async Task A_member_that_this_version_does_not_have_is_refused(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.unknown-members-refused", isOn);

        var reply = await rig.CallAsync("POST", "/jobs/job/tasks", AzureRig.Task("t", "true", """{"authenticationTokenSettings":{"access":["job"]}}"""));

        Assert.Equal(isOn ? (400, "InvalidRequestBody") : (201, null), (reply.Status, reply.Error));
        if (isOn)
        {
            Assert.Contains("authenticationTokenSettings", reply.Value("Reason"), StringComparison.Ordinal);
            rig.Version = "2022-10-01.16.0";
            await rig.AddTaskAsync("t", "true", """{"authenticationTokenSettings":{"access":["job"]}}""");
        }
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.enums-echoed-in-other-case")]
    public async Task Words_come_back_with_other_capitals(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.enums-echoed-in-other-case", isOn, """{"targetDedicatedNodes":1,"taskSchedulingPolicy":{"nodeFillType":"spread"}}""");

        var pool = await rig.GetAsync("/pools/pool");
        var reply = await rig.DoAsync("POST", "/jobs/job/addtaskcollection", $$"""{"value":[{{AzureRig.Task("t", "exit 1", """{"outputFiles":[{"filePattern":"*","destination":{"container":{"containerUrl":"http://127.0.0.1:9/c"}},"uploadOptions":{"uploadCondition":"tasksuccess"}}]}""")}}]}""");
        var task = await rig.EndAsync("t");

        Assert.Equal(isOn ? "Spread" : "spread", (string?)pool["taskSchedulingPolicy"]!["nodeFillType"]);
        Assert.Equal(isOn ? "Success" : "success", (string?)reply.Body["value"]![0]!["status"]);
        Assert.Equal(isOn ? "TaskSuccess" : "tasksuccess", (string?)task["outputFiles"]![0]!["uploadOptions"]!["uploadCondition"]);
        Assert.Equal(isOn ? "UserError" : "usererror", (string?)task["executionInfo"]!["failureInfo"]!["category"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.vm-size-lower-cased")]
    public async Task The_size_of_machines_comes_back_in_lower_case(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.vm-size-lower-cased", isOn);

        Assert.Equal(isOn ? "standard_d4s_v3" : "Standard_D4s_v3", (string?)(await rig.GetAsync("/pools/pool"))["vmSize"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.no-limit-is-a-duration")]
    public async Task No_limit_is_the_longest_duration(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.no-limit-is-a-duration", isOn);
        await rig.AddTaskAsync("t", "true");

        var expected = isOn ? "P10675199DT2H48M5.4775807S" : null;
        Assert.Equal(expected, (string?)(await rig.GetAsync("/jobs/job"))["constraints"]!["maxWallClockTime"]);
        Assert.Equal((expected, "P7D"), ((string?)(await rig.TaskAsync("t"))["constraints"]!["maxWallClockTime"], (string?)(await rig.TaskAsync("t"))["constraints"]!["retentionTime"]));
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.task-counts-lag")]
    public async Task Counts_come_late(bool isOn)
    {
        await using var rig = await AzureRig.StartAsync(AzureRig.Options with { Delays = AzureDelays.None with { CountLag = TimeSpan.FromHours(1) }, QuirksOff = isOn ? [] : ["azure.task-counts-lag"] });
        await rig.AddTaskAsync("t", "true");
        await rig.EndAsync("t");

        var counts = (await rig.GetAsync("/jobs/job/taskcounts"))["taskCounts"]!;

        Assert.Equal(isOn ? 0 : 1, (int?)counts["succeeded"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.head-errors-without-body")]
    public async Task What_is_refused_to_a_head_request_has_no_type(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.head-errors-without-body", isOn);

        var reply = await rig.CallAsync("HEAD", "/pools/none");

        Assert.Equal(404, reply.Status);
        Assert.Equal(!isOn, reply.Headers.ContainsKey("Content-Type"));
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.malformed-url-is-html")]
    public async Task An_address_with_control_characters_gets_a_page(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.malformed-url-is-html", isOn);

        var reply = await rig.CallAsync("GET", "/pools/a%09b");

        Assert.Equal(isOn ? 400 : 404, reply.Status);
        Assert.StartsWith(isOn ? "text/html" : "application/json", reply.Headers["Content-Type"], StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.tag-unchanged-by-states")]
    public async Task The_tag_of_a_task_outlives_its_states(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.tag-unchanged-by-states", isOn);
        var added = await rig.AddTaskAsync("t", "true");

        Assert.Equal(isOn, (string?)(await rig.EndAsync("t"))["eTag"] == added.Headers["ETag"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.collection-in-other-order")]
    public async Task Results_are_in_another_order(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.collection-in-other-order", isOn);

        var reply = await rig.DoAsync("POST", "/jobs/job/addtaskcollection", $$"""{"value":[{{AzureRig.Task("a", "true")}},{{AzureRig.Task("b", "true")}}]}""");

        Assert.Equal(isOn ? ["b", "a"] : ["a", "b"], AzureRig.Items(reply.Body).Select(item => (string?)item["taskId"]));
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.ids-ignore-case")]
    public async Task Ids_that_differ_in_case_are_the_same(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.ids-ignore-case", isOn);

        var reply = await rig.CallAsync("POST", "/jobs", """{"id":"JOB","poolInfo":{"poolId":"pool"}}""");

        Assert.Equal(isOn ? (409, "JobExists") : (201, null), (reply.Status, reply.Error));
        Assert.Equal(isOn ? "job" : "JOB", (string?)(await rig.GetAsync("/jobs/JOB"))["id"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.range-replies-200")]
    public async Task A_part_of_a_file_comes_as_the_whole_does(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.range-replies-200", isOn);
        await rig.AddTaskAsync("t", "printf 0123456789");
        await rig.EndAsync("t");

        var reply = await rig.CallAsync("GET", "/jobs/job/tasks/t/files/stdout.txt", null, ("ocp-range", "bytes=3-5"));

        Assert.Equal((isOn ? 200 : 206, "345"), (reply.Status, reply.Text));
        await rig.RefusedAsync(416, "InvalidRange", "GET", "/jobs/job/tasks/t/files/stdout.txt", null, ("ocp-range", "bytes=10-"));
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.content-type-minimal-metadata")]
    public async Task A_body_needs_its_own_type(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.content-type-minimal-metadata", isOn);
        using var client = new HttpClient { BaseAddress = rig.Emulator.Endpoint };
        using var content = new StringContent("""{"id":"other","poolInfo":{"poolId":"pool"}}""", Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

        using var reply = await client.PostAsync(new Uri("/jobs?api-version=2025-06-01", UriKind.Relative), content);

        Assert.Equal(isOn ? 415 : 201, (int)reply.StatusCode);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.files-refused-while-active")]
    public async Task Files_of_a_task_that_waits_are_refused(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.files-refused-while-active", isOn);
        await rig.AddTaskAsync("t", "true", """{"dependsOn":{"taskIds":["never"]}}""");

        var reply = await rig.CallAsync("GET", "/jobs/job/tasks/t/files/stdout.txt");

        Assert.Equal(isOn ? (409, "OperationInvalidForCurrentState") : (404, "FileNotFound"), (reply.Status, reply.Error));
    }
}
