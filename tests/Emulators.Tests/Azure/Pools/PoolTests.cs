using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Pools;

public sealed class PoolTests
{
    private static AzureEmulatorOptions SlowAllocation { get; } = AzureRig.Options with { Delays = AzureDelays.None with { Allocation = TimeSpan.FromHours(1) } };

    [Fact]
    public async Task A_pool_without_machines_says_why_and_gets_them_when_asked_again()
    {
        await using var rig = await AzureRig.StartEmptyAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.InsufficientCapacity, Match = "scarce", Count = 1 });

        await rig.AddPoolAsync("scarce", """{"targetDedicatedNodes":2}""");
        var pool = await rig.GetAsync("/pools/scarce");

        Assert.Equal((0, 2, "AllocationFailed"), ((int?)pool["currentDedicatedNodes"], (int?)pool["targetDedicatedNodes"], (string?)pool["resizeErrors"]![0]!["code"]));
        await rig.DoAsync("POST", "/pools/scarce/resize", """{"targetDedicatedNodes":2}""");
        pool = await rig.PoolAsync("scarce", pool => (int)pool["currentDedicatedNodes"]! == 2);
        Assert.Null(pool["resizeErrors"]);
    }

    [Fact]
    public async Task A_quota_gives_fewer_nodes_than_asked_for()
    {
        await using var rig = await AzureRig.StartEmptyAsync(AzureRig.Options with { DedicatedNodeQuota = 1 });

        await rig.AddPoolAsync("p", """{"targetDedicatedNodes":3,"targetLowPriorityNodes":1}""");
        var pool = await rig.GetAsync("/pools/p");

        Assert.Equal((1, 1, "AccountCoreQuotaReached"), ((int?)pool["currentDedicatedNodes"], (int?)pool["currentLowPriorityNodes"], (string?)pool["resizeErrors"]![0]!["code"]));
    }

    [Fact]
    public async Task A_resize_can_be_stopped_and_not_doubled()
    {
        await using var rig = await AzureRig.StartEmptyAsync(SlowAllocation);
        await rig.AddPoolAsync("p", """{"targetDedicatedNodes":2}""", isSteady: false);

        await rig.RefusedAsync(409, "PoolBeingResized", "POST", "/pools/p/resize", """{"targetDedicatedNodes":3}""");
        await rig.DoAsync("POST", "/pools/p/stopresize");
        var pool = await rig.PoolAsync("p", pool => (string)pool["allocationState"]! == "steady");

        Assert.Equal((0, "ResizeStopped"), ((int?)pool["currentDedicatedNodes"], (string?)pool["resizeErrors"]![0]!["code"]));
    }

    [Fact]
    public async Task Tasks_of_a_node_that_leaves_start_anew_and_count_it()
    {
        await using var rig = await AzureRig.StartAsync(pool: """{"targetDedicatedNodes":2}""");
        await rig.AddTaskAsync("t", "sleep 600");
        var node = (string)(await rig.RunningAsync("t"))["nodeInfo"]!["nodeId"]!;

        await rig.DoAsync("POST", "/pools/pool/removenodes", $$"""{"nodeList":["{{node}}"],"nodeDeallocationOption":"requeue"}""");
        var task = await rig.TaskAsync("t", task => (string?)task["state"] == "running" && (string?)task["nodeInfo"]!["nodeId"] != node);

        Assert.Equal(1, (int?)task["executionInfo"]!["requeueCount"]);
        Assert.Equal(1, (int?)(await rig.PoolAsync("pool", pool => (string)pool["allocationState"]! == "steady"))["targetDedicatedNodes"]);
        await rig.RefusedAsync(404, "NodeNotFound", "GET", $"/pools/pool/nodes/{node}");
    }

    [Fact]
    public async Task A_node_can_be_restarted_and_kept_from_tasks()
    {
        await using var rig = await AzureRig.StartAsync();
        var path = "/pools/pool/nodes/" + (string)(await rig.NodesAsync("pool"))[0]["id"]!;

        await rig.DoAsync("POST", path + "/disablescheduling", """{"nodeDisableSchedulingOption":"requeue"}""");
        await rig.AddTaskAsync("t", "true");
        await rig.UntilAsync(path, node => (string)node["state"]! == "offline");
        Assert.Equal("active", (string?)(await rig.TaskAsync("t"))["state"]);
        await rig.DoAsync("POST", path + "/enablescheduling");
        await rig.EndAsync("t");
        var booted = (string)(await rig.GetAsync(path))["lastBootTime"]!;
        await rig.DoAsync("POST", path + "/reimage");
        await rig.UntilAsync(path, node => (string)node["state"]! == "idle" && (string)node["lastBootTime"]! != booted);
        await rig.RefusedAsync(409, "TaskFilesUnavailable", "GET", "/jobs/job/tasks/t/files/stdout.txt");
    }

    [Fact]
    public async Task A_start_task_that_fails_keeps_tasks_away()
    {
        await using var rig = await AzureRig.StartEmptyAsync();

        await rig.AddPoolAsync("p", """{"targetDedicatedNodes":1,"startTask":{"commandLine":"/bin/sh -c 'echo why >&2; exit 2'","maxTaskRetryCount":1,"waitForSuccess":true}}""", isSteady: false);
        var node = (await rig.NodesAsync("p", nodes => nodes.Count == 1 && (string)nodes[0]["state"]! == "starttaskfailed"))[0];

        Assert.Equal((2, 1, "failure"), ((int?)node["startTaskInfo"]!["exitCode"], (int?)node["startTaskInfo"]!["retryCount"], (string?)node["startTaskInfo"]!["result"]));
        Assert.Equal("why\n", await rig.TextAsync($"/pools/p/nodes/{(string)node["id"]!}/files/startup%2Fstderr.txt"));
        var counts = AzureRig.Items(await rig.GetAsync("/nodecounts"))[0]["dedicated"]!;
        Assert.Equal((1, 1), ((int?)counts["startTaskFailed"], (int?)counts["total"]));
    }

    [Fact]
    public async Task A_formula_follows_the_tasks()
    {
        await using var rig = await AzureRig.StartAsync(
            AzureRig.Options with { TimeScale = 0.001 },
            """{"enableAutoScale":true,"autoScaleFormula":"n=min(3,max($PendingTasks.GetSample(1)));$TargetDedicatedNodes=n;$NodeDeallocationOption=taskcompletion;","autoScaleEvaluationInterval":"PT5M"}""");

        await rig.AddTaskAsync("a", "sleep 600");
        await rig.AddTaskAsync("b", "sleep 600");
        var pool = await rig.PoolAsync("pool", pool => (int)pool["currentDedicatedNodes"]! == 2);
        Assert.Equal("$TargetDedicatedNodes=2;$TargetLowPriorityNodes=0;$NodeDeallocationOption=taskcompletion", (string?)pool["autoScaleRun"]!["results"]);
        await rig.RunningAsync("a");
        await rig.RunningAsync("b");
        await rig.DoAsync("POST", "/jobs/job/tasks/a/terminate");
        await rig.DoAsync("POST", "/jobs/job/tasks/b/terminate");
        await rig.PoolAsync("pool", pool => (int)pool["currentDedicatedNodes"]! == 0);
    }

    [Fact]
    public async Task Secrets_of_a_pool_are_not_shown()
    {
        await using var rig = await AzureRig.StartEmptyAsync();

        await rig.AddPoolAsync("p", """{"mountConfiguration":[{"azureBlobFileSystemConfiguration":{"accountName":"a","containerName":"c","accountKey":"SECRET","relativeMountPath":"m"}}],"userAccounts":[{"name":"u","password":"SECRET"}]}""");

        Assert.DoesNotContain("SECRET", (await rig.DoAsync("GET", "/pools/p")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_lost_is_replaced()
    {
        await using var rig = await AzureRig.StartAsync();
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.HostLost, Match = "t", Count = 1 });
        var first = (string?)(await rig.NodesAsync("pool"))[0]["id"];

        await rig.AddTaskAsync("t", "sleep 600");

        await rig.TaskAsync("t", task => (string?)task["state"] == "running" && (string?)task["nodeInfo"]!["nodeId"] != first);
    }
}
