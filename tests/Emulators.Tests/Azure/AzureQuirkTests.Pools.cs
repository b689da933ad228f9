using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure;

public sealed partial class AzureQuirkTests
{
    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.files-gone-with-node")]
    public async Task Files_are_gone_with_their_node(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.files-gone-with-node", isOn);
        await rig.AddTaskAsync("t", "echo kept");
        await rig.EndAsync("t");

        await rig.DoAsync("POST", "/pools/pool/resize", """{"targetDedicatedNodes":0}""");
        await rig.PoolAsync("pool", pool => (int)pool["currentDedicatedNodes"]! == 0);
        var reply = await rig.CallAsync("GET", "/jobs/job/tasks/t/files/stdout.txt");

        Assert.Equal(isOn ? (409, "TaskFilesUnavailable") : (200, null), (reply.Status, reply.Error));
        Assert.Equal("success", (string?)(await rig.TaskAsync("t"))["executionInfo"]!["result"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.deleting-takes-time")]
    public async Task What_was_deleted_is_there_for_a_while(bool isOn)
    {
        await using var rig = await AzureRig.StartAsync(
            AzureRig.Options with { Delays = AzureDelays.None with { Deleting = TimeSpan.FromHours(1) }, QuirksOff = isOn ? [] : ["azure.deleting-takes-time"] });

        await rig.DoAsync("DELETE", "/jobs/job");
        await rig.DoAsync("DELETE", "/pools/pool");
        if (isOn)
        {
            Assert.Equal("deleting", (string?)(await rig.GetAsync("/pools/pool"))["state"]);
            Assert.Equal("deleting", (string?)(await rig.GetAsync("/jobs/job"))["state"]);
            await rig.RefusedAsync(409, "PoolBeingDeleted", "DELETE", "/pools/pool");
            await rig.RefusedAsync(409, "JobBeingDeleted", "POST", "/jobs", """{"id":"job","poolInfo":{"poolId":"pool"}}""");
        }
        else
        {
            await rig.GoneAsync("/jobs/job");
            await rig.GoneAsync("/pools/pool");
        }
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.autoscale-enabled-rarely")]
    public async Task Automatic_scaling_is_not_enabled_twice_at_once(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.autoscale-enabled-rarely", isOn);
        const string Terms = """{"autoScaleFormula":"$TargetDedicatedNodes=1;"}""";
        await rig.DoAsync("POST", "/pools/pool/enableautoscale", Terms);

        var reply = await rig.CallAsync("POST", "/pools/pool/enableautoscale", Terms);

        Assert.Equal(isOn ? (409, "TooManyEnableAutoScaleRequests") : (200, null), (reply.Status, reply.Error));
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.container-settings-match-pool")]
    public async Task Tasks_have_container_settings_exactly_where_pools_have_containers(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.container-settings-match-pool", isOn);

        var reply = await rig.CallAsync("POST", "/jobs/job/tasks", AzureRig.Task("t", "true", """{"containerSettings":{"imageName":"busybox"}}"""));

        Assert.Equal(isOn ? (400, "InvalidPropertyValue") : (201, null), (reply.Status, reply.Error));
        if (!isOn)
        {
            Assert.StartsWith("EMULATED: image busybox is not used", (string?)(await rig.EndAsync("t"))["executionInfo"]!["containerInfo"]!["state"], StringComparison.Ordinal);
        }
    }
}
