using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Wire;

public sealed class FaultTests
{
    [Fact]
    public async Task An_item_of_a_collection_may_fail_while_others_are_added()
    {
        await using var rig = await AzureRig.StartAsync(pool: "{}");
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.ItemFailure, Match = "b*", Count = 1 });
        var body = $$"""{"value":[{{AzureRig.Task("a", "true")}},{{AzureRig.Task("b", "true")}}]}""";

        var first = AzureRig.Items((await rig.DoAsync("POST", "/jobs/job/addtaskcollection", body)).Body).ToDictionary(item => (string)item["taskId"]!);
        var second = AzureRig.Items((await rig.DoAsync("POST", "/jobs/job/addtaskcollection", body)).Body).ToDictionary(item => (string)item["taskId"]!);

        Assert.Equal(("Success", "ServerError", "InternalError"), ((string?)first["a"]["status"], (string?)first["b"]["status"], (string?)first["b"]["error"]!["code"]));
        Assert.Equal(("ClientError", "TaskExists", "Success"), ((string?)second["a"]["status"], (string?)second["a"]["error"]!["code"], (string?)second["b"]["status"]));
        Assert.Equal(1, rig.Emulator.Faults.Injected[FaultKind.ItemFailure]);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, null, 429, "TooManyRequests")]
    [InlineData(FaultKind.ServerError, null, 500, "InternalError")]
    [InlineData(FaultKind.ServerError, 503, 503, "ServerBusy")]
    public async Task The_service_refuses_in_its_own_words(FaultKind kind, int? asked, int status, string code)
    {
        await using var rig = await AzureRig.StartEmptyAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = kind, Operation = "Job_*", Status = asked, Count = 1 });

        var reply = await rig.RefusedAsync(status, code, "GET", "/jobs");

        Assert.Equal(status is 429 or 503, reply.Headers.ContainsKey("Retry-After"));
        await rig.DoAsync("GET", "/jobs");
    }

    [Fact]
    public async Task A_lost_reply_has_added_the_task()
    {
        await using var rig = await AzureRig.StartAsync(pool: "{}");
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.ResetAfter, Operation = "Task_Add", Count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.AddTaskAsync("t", "true"));

        await rig.RefusedAsync(409, "TaskExists", "POST", "/jobs/job/tasks", AzureRig.Task("t", "true"));
    }

    [Fact]
    public async Task A_stale_list_shows_what_was()
    {
        await using var rig = await AzureRig.StartAsync();
        await rig.AddTaskAsync("t", "true");
        await rig.EndAsync("t");
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.Stale, Operation = "Task_*", Delay = TimeSpan.FromHours(1), Count = 2 });

        Assert.Empty(await rig.IdsAsync("/jobs/job/tasks"));
        await rig.RefusedAsync(404, "TaskNotFound", "GET", "/jobs/job/tasks/t");
        Assert.Equal(["t"], await rig.IdsAsync("/jobs/job/tasks"));
    }

    [Fact]
    public async Task An_image_that_cannot_be_fetched_fails_the_task()
    {
        var machine = AzureRig.Machine[..^1] + ""","containerConfiguration":{"type":"dockerCompatible"}}""";
        await using var rig = await AzureRig.StartEmptyAsync();
        await rig.DoAsync("POST", "/pools", $$"""{"id":"pool","vmSize":"standard_d4s_v5","virtualMachineConfiguration":{{machine}},"targetDedicatedNodes":1}""");
        await rig.AddJobAsync("job");
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.ImagePull, Match = "gone*" });

        await rig.AddTaskAsync("t", "true", """{"containerSettings":{"imageName":"gone:1"}}""");

        Assert.Equal("ContainerInvalidSettings", (string?)(await rig.EndAsync("t"))["executionInfo"]!["failureInfo"]!["code"]);
    }
}
