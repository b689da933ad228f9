using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Tasks;

/// <summary>Tasks really run.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task A_task_runs_on_a_node_and_leaves_its_outputs_apart()
    {
        await using var rig = await AzureRig.StartAsync();

        await rig.AddTaskAsync("t", "echo out; echo err >&2; pwd; echo $WORD; touch made", """{"environmentSettings":[{"name":"WORD","value":"it's"}]}""");
        var task = await rig.EndAsync("t");

        Assert.Equal(("success", 0), ((string?)task["executionInfo"]!["result"], (int?)task["executionInfo"]!["exitCode"]));
        var output = (await rig.OutputAsync("t")).Split('\n');
        Assert.Equal(("out", "it's"), (output[0], output[2]));
        Assert.EndsWith("workitems/job/job-1/t/wd", output[1], StringComparison.Ordinal);
        Assert.Equal("err\n", await rig.OutputAsync("t", "stderr.txt"));
        var files = AzureRig.Items(await rig.GetAsync("/jobs/job/tasks/t/files?recursive=true"));
        Assert.Equal(["stderr.txt", "stdout.txt", "wd", "wd/made"], files.Select(file => (string?)file["name"]));
    }

    [Fact]
    public async Task Tasks_have_the_variables_of_the_service()
    {
        await using var rig = await AzureRig.StartAsync();

        await rig.AddTaskAsync("t", "echo $AZ_BATCH_ACCOUNT_NAME $AZ_BATCH_POOL_ID $AZ_BATCH_JOB_ID $AZ_BATCH_TASK_ID $AZ_BATCH_NODE_IS_DEDICATED $MULTIBATCH_JOB_ID");
        await rig.EndAsync("t");

        Assert.Equal("emulated pool job t true\n", await rig.OutputAsync("t"));
    }

    [Fact]
    public async Task A_task_that_fails_is_tried_again_and_says_how_often()
    {
        await using var rig = await AzureRig.StartAsync();

        await rig.AddTaskAsync("t", "echo x >>../count; exit 3", """{"constraints":{"maxTaskRetryCount":2}}""");
        var info = (await rig.EndAsync("t"))["executionInfo"]!;

        Assert.Equal(("failure", 3, 2), ((string?)info["result"], (int?)info["exitCode"], (int?)info["retryCount"]));
        Assert.Equal(("FailureExitCode", "UserError"), ((string?)info["failureInfo"]!["code"], (string?)info["failureInfo"]!["category"]));
        Assert.Equal("x\nx\nx\n", await rig.OutputAsync("t", "count"));
    }

    [Fact]
    public async Task A_program_that_is_not_there_fails_before_the_start()
    {
        await using var rig = await AzureRig.StartAsync();

        await rig.DoAsync("POST", "/jobs/job/tasks", """{"id":"t","commandLine":"no-such-program --flag"}""");
        var info = (await rig.EndAsync("t"))["executionInfo"]!;

        Assert.Equal("CommandProgramNotFound", (string?)info["failureInfo"]!["code"]);
        Assert.Null(info["exitCode"]);
        Assert.Null(info["startTime"]);
    }

    [Fact]
    public async Task Slots_bound_what_runs_at_the_same_time()
    {
        await using var rig = await AzureRig.StartAsync(pool: """{"targetDedicatedNodes":1,"taskSlotsPerNode":4}""");

        for (var index = 0; index < 4; index++)
        {
            await rig.AddTaskAsync($"t{index}", "sleep 600", """{"requiredSlots":2}""");
        }

        await rig.RunningAsync("t0");
        await rig.RunningAsync("t1");
        var node = (await rig.NodesAsync("pool"))[0];
        Assert.Equal((2, 4, "running"), ((int?)node["runningTasksCount"], (int?)node["runningTaskSlotsCount"], (string?)node["state"]));
        Assert.Equal("active", (string?)(await rig.TaskAsync("t2"))["state"]);
        await rig.DoAsync("POST", "/jobs/job/tasks/t0/terminate");
        await rig.RunningAsync("t2");
    }
}
