using MultiBatch.Emulators.Azure;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure;

/// <summary>Each peculiarity of the service, with it and without.</summary>
public sealed partial class AzureQuirkTests
{
    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.job-location-is-job-1")]
    public async Task The_address_of_a_new_job_is_not_its_own(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.job-location-is-job-1", isOn);

        var reply = await rig.AddJobAsync("second");

        Assert.EndsWith(isOn ? "/jobs/job-1" : "/jobs/second", reply.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal(reply.Headers["Location"], reply.Headers["DataServiceId"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.empty-job-is-complete")]
    public async Task A_job_that_ends_with_its_tasks_ends_without_any(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.empty-job-is-complete", isOn);

        await rig.AddJobAsync("empty", """{"onAllTasksComplete":"terminatejob"}""");
        if (isOn)
        {
            var job = await rig.JobAsync("empty", "completed");
            Assert.Equal("AllTasksComplete", (string?)job["executionInfo"]!["terminateReason"]);
            await rig.RefusedAsync(409, "JobCompleted", "POST", "/jobs/empty/tasks", AzureRig.Task("t", "true"));
        }
        else
        {
            await rig.AddTaskAsync("t", "true", job: "empty");
            await rig.JobAsync("empty", "completed");
            Assert.Equal("success", (string?)(await rig.TaskAsync("t", "empty"))["executionInfo"]!["result"]);
        }
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.terminated-job-keeps-active-tasks")]
    public async Task Tasks_that_wait_outlive_their_job(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.terminated-job-keeps-active-tasks", isOn);

        await rig.AddTaskAsync("waits", "true", """{"dependsOn":{"taskIds":["never"]}}""");
        await rig.DoAsync("POST", "/jobs/job/terminate");
        await rig.JobAsync("job", "completed");

        Assert.Equal(isOn ? "active" : "completed", (string?)(await rig.TaskAsync("waits"))["state"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.failed-predecessor-blocks")]
    public async Task A_task_whose_predecessor_failed_waits_for_ever(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.failed-predecessor-blocks", isOn);

        await rig.AddTaskAsync("first", "exit 1");
        await rig.AddTaskAsync("second", "true", """{"dependsOn":{"taskIds":["FIRST"]}}""");
        await rig.EndAsync("first");
        if (!isOn)
        {
            Assert.Equal("failure", (string?)(await rig.EndAsync("second"))["executionInfo"]!["result"]);
            return;
        }

        Assert.Equal("active", (string?)(await rig.TaskAsync("second"))["state"]);
        await rig.AddTaskAsync("witness", "true");
        await rig.EndAsync("witness");
        Assert.Equal("active", (string?)(await rig.TaskAsync("second"))["state"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.slots-not-checked")]
    public async Task A_task_too_large_for_any_node_is_taken(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.slots-not-checked", isOn);
        var task = AzureRig.Task("large", "true", """{"requiredSlots":9}""");
        if (!isOn)
        {
            await rig.RefusedAsync(400, "InvalidPropertyValue", "POST", "/jobs/job/tasks", task);
            return;
        }

        await rig.DoAsync("POST", "/jobs/job/tasks", task);
        await rig.AddTaskAsync("behind", "true");
        await rig.EndAsync("behind");
        Assert.Equal("active", (string?)(await rig.TaskAsync("large"))["state"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.preemption-not-counted")]
    public async Task A_spot_node_that_is_taken_away_leaves_no_count(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.preemption-not-counted", isOn, """{"targetLowPriorityNodes":1}""");
        rig.Emulator.Faults.Add(new FaultRule { Kind = FaultKind.SpotReclaim, Match = "t", Count = 1 });
        var first = (string?)(await rig.NodesAsync("pool"))[0]["id"];

        await rig.AddTaskAsync("t", "sleep 600");
        var task = await rig.TaskAsync("t", task => (string?)task["state"] == "running" && (string?)task["nodeInfo"]!["nodeId"] != first);

        Assert.Equal((0, isOn ? 0 : 1), ((int?)task["executionInfo"]!["retryCount"], (int?)task["executionInfo"]!["requeueCount"]));
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.reactivation-loses-exit-data")]
    public async Task A_reactivated_task_has_forgotten_how_it_failed(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.reactivation-loses-exit-data", isOn);
        await rig.AddTaskAsync("t", "exit 7", """{"constraints":{"maxTaskRetryCount":1}}""");
        await rig.EndAsync("t");
        await rig.DoAsync("POST", "/jobs/job/disable", """{"disableTasks":"wait"}""");
        await rig.JobAsync("job", "disabled");

        await rig.DoAsync("POST", "/jobs/job/tasks/t/reactivate");
        var info = (await rig.TaskAsync("t"))["executionInfo"]!;

        Assert.Equal(isOn ? (null, null, 0) : (7, "FailureExitCode", 1), ((int?)info["exitCode"], (string?)info["failureInfo"]?["code"], (int)info["retryCount"]!));
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.timeout-shows-task-ended")]
    public async Task A_task_that_took_too_long_looks_like_one_that_was_ended(bool isOn)
    {
        await using var rig = await AzureRig.StartAsync(AzureRig.Options with { TimeScale = 0.01, QuirksOff = isOn ? [] : ["azure.timeout-shows-task-ended"] });

        await rig.AddTaskAsync("t", "sleep 600", """{"constraints":{"maxWallClockTime":"PT5S"}}""");

        Assert.Equal(isOn ? "TaskEnded" : "MaxWallClockTimeExceeded", (string?)(await rig.EndAsync("t"))["executionInfo"]!["failureInfo"]!["code"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.timeout-not-retried")]
    public async Task A_task_that_took_too_long_is_not_tried_again(bool isOn)
    {
        await using var rig = await AzureRig.StartAsync(AzureRig.Options with { TimeScale = 0.01, QuirksOff = isOn ? [] : ["azure.timeout-not-retried"] });

        await rig.AddTaskAsync("t", "sleep 600", """{"constraints":{"maxWallClockTime":"PT5S","maxTaskRetryCount":1}}""");

        Assert.Equal(isOn ? 0 : 1, (int?)(await rig.EndAsync("t"))["executionInfo"]!["retryCount"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.ended-task-without-exit-code")]
    public async Task A_task_that_was_ended_has_no_exit_code(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.ended-task-without-exit-code", isOn);

        await rig.AddTaskAsync("t", "sleep 600");
        await rig.RunningAsync("t");
        await rig.DoAsync("POST", "/jobs/job/tasks/t/terminate");

        Assert.Equal(isOn ? null : 143, (int?)(await rig.EndAsync("t"))["executionInfo"]!["exitCode"]);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.commands-without-shell")]
    public async Task Commands_are_not_given_to_a_shell(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.commands-without-shell", isOn);

        await rig.DoAsync("POST", "/jobs/job/tasks", """{"id":"t","commandLine":"/bin/echo $AZ_BATCH_JOB_ID && true"}""");
        await rig.EndAsync("t");

        Assert.Equal(isOn ? "$AZ_BATCH_JOB_ID && true\n" : "job\n", await rig.OutputAsync("t"));
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.command-line-quoting")]
    public async Task Quotes_join_the_words_of_a_command_line(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.command-line-quoting", isOn);

        await rig.DoAsync("POST", "/jobs/job/tasks", """{"id":"t","commandLine":"/usr/bin/printf %s. 'a b' \"c \\\" d\" e\\ f"}""");
        await rig.EndAsync("t");

        Assert.Equal(isOn ? "a b.c \" d.e f." : "'a.b'.\"c.\\\".d\".e\\.f.", await rig.OutputAsync("t"));
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.job-without-pool-waits")]
    public async Task A_job_waits_for_its_pool(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.job-without-pool-waits", isOn);
        const string Early = """{"id":"early","poolInfo":{"poolId":"later"}}""";
        if (!isOn)
        {
            await rig.RefusedAsync(404, "PoolNotFound", "POST", "/jobs", Early);
            return;
        }

        await rig.DoAsync("POST", "/jobs", Early);
        await rig.AddTaskAsync("t", "true", job: "early");
        Assert.Equal("active", (string?)(await rig.TaskAsync("t", "early"))["state"]);
        await rig.AddPoolAsync("later", """{"targetDedicatedNodes":1}""", isSteady: false);
        await rig.EndAsync("t", "early");
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.active-job-quota")]
    public async Task Jobs_that_are_not_completed_use_the_quota_up(bool isOn)
    {
        await using var rig = await AzureRig.StartAsync(AzureRig.Options with { ActiveJobQuota = 1, QuirksOff = isOn ? [] : ["azure.active-job-quota"] });
        const string Second = """{"id":"second","poolInfo":{"poolId":"pool"}}""";
        if (isOn)
        {
            await rig.RefusedAsync(409, "ActiveJobAndScheduleQuotaReached", "POST", "/jobs", Second);
            await rig.DoAsync("POST", "/jobs/job/terminate");
            await rig.JobAsync("job", "completed");
        }

        await rig.DoAsync("POST", "/jobs", Second);
    }

    [Theory, InlineData(true), InlineData(false), Trait("Quirk", "azure.task-inherits-job-retries")]
    public async Task A_task_has_the_retries_of_its_job(bool isOn)
    {
        await using var rig = await AzureRig.WithAsync("azure.task-inherits-job-retries", isOn, job: """{"constraints":{"maxTaskRetryCount":2}}""");

        await rig.AddTaskAsync("t", "exit 1");
        var task = await rig.EndAsync("t");

        var expected = isOn ? 2 : 0;
        Assert.Equal((expected, expected), ((int?)task["constraints"]!["maxTaskRetryCount"], (int?)task["executionInfo"]!["retryCount"]));
    }
}
