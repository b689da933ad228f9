using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Tasks;

public sealed class JobTests
{
    [Theory]
    [InlineData("requeue", "active", null)]
    [InlineData("terminate", "completed", "TaskEnded")]
    public async Task Disabling_a_job_does_to_its_tasks_what_was_asked(string option, string state, string? code)
    {
        await using var rig = await AzureRig.StartAsync();
        await rig.AddTaskAsync("t", "sleep 600");
        await rig.RunningAsync("t");

        await rig.DoAsync("POST", "/jobs/job/disable", $$"""{"disableTasks":"{{option}}"}""");
        var job = await rig.JobAsync("job", "disabled");

        var task = await rig.TaskAsync("t");
        Assert.Equal((state, code), ((string?)task["state"], (string?)task["executionInfo"]!["failureInfo"]?["code"]));
        Assert.Equal("disabling", (string?)job["previousState"]);
        await rig.RefusedAsync(409, "JobDisabled", "POST", "/jobs/job/disable", """{"disableTasks":"wait"}""");
    }

    [Fact]
    public async Task A_job_that_is_disabled_waits_for_its_tasks_when_asked_to()
    {
        await using var rig = await AzureRig.StartAsync();
        var go = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("n"));
        await rig.AddTaskAsync("t", $"while ! test -e {go}; do sleep 0.02; done");
        await rig.RunningAsync("t");

        await rig.DoAsync("POST", "/jobs/job/disable", """{"disableTasks":"wait"}""");
        Assert.Equal("disabling", (string?)(await rig.GetAsync("/jobs/job"))["state"]);
        await File.WriteAllTextAsync(go, string.Empty);
        await rig.JobAsync("job", "disabled");

        Assert.Equal("success", (string?)(await rig.TaskAsync("t"))["executionInfo"]!["result"]);
        File.Delete(go);
    }

    [Fact]
    public async Task Something_runs_on_a_node_before_the_first_task_and_after_the_last()
    {
        await using var rig = await AzureRig.StartAsync(job: """{"jobPreparationTask":{"id":"before","commandLine":"/bin/sh -c 'echo x >>../../count'"},"jobReleaseTask":{"commandLine":"/bin/sh -c 'echo bye'"}}""");

        await rig.AddTaskAsync("a", "cat ../../count; test -d $AZ_BATCH_JOB_PREP_WORKING_DIR");
        await rig.EndAsync("a");
        await rig.AddTaskAsync("b", "cat ../../count");
        await rig.EndAsync("b");
        await rig.DoAsync("POST", "/jobs/job/terminate", """{"terminateReason":"enough"}""");
        var job = await rig.JobAsync("job", "completed");

        Assert.Equal(("x\n", "x\n"), (await rig.OutputAsync("a"), await rig.OutputAsync("b")));
        Assert.Equal("enough", (string?)job["executionInfo"]!["terminateReason"]);
        var status = AzureRig.Items(await rig.GetAsync("/jobs/job/jobpreparationandreleasetaskstatus"))[0];
        Assert.Equal(("success", "success"), ((string?)status["jobPreparationTaskExecutionInfo"]!["result"], (string?)status["jobReleaseTaskExecutionInfo"]!["result"]));
    }

    [Fact]
    public async Task A_preparation_that_fails_lets_no_task_run()
    {
        await using var rig = await AzureRig.StartAsync(job: """{"jobPreparationTask":{"commandLine":"/bin/false"}}""");

        await rig.AddTaskAsync("t", "true");

        Assert.Equal("failure", (string?)(await rig.EndAsync("t"))["executionInfo"]!["result"]);
        await rig.AddJobAsync("plain");
        await rig.RefusedAsync(409, "JobPreparationTaskOrReleaseTaskNotSpecified", "GET", "/jobs/plain/jobpreparationandreleasetaskstatus");
    }

    [Fact]
    public async Task A_job_ends_with_its_tasks_when_told_so_after_they_were_added()
    {
        await using var rig = await AzureRig.StartAsync();
        await rig.AddTaskAsync("t", "true");
        await rig.DoAsync("PATCH", "/jobs/job", """{"onAllTasksComplete":"terminatejob"}""");

        Assert.Equal("AllTasksComplete", (string?)(await rig.JobAsync("job", "completed"))["executionInfo"]!["terminateReason"]);
    }

    [Fact]
    public async Task A_failure_ends_the_job_by_its_exit_conditions()
    {
        await using var rig = await AzureRig.StartAsync(job: """{"onTaskFailure":"performexitoptionsjobaction"}""");
        await rig.AddTaskAsync("harmless", "exit 3", """{"exitConditions":{"exitCodeRanges":[{"start":2,"end":4,"exitOptions":{"jobAction":"none"}}]}}""");
        await rig.EndAsync("harmless");
        Assert.Equal("active", (string?)(await rig.GetAsync("/jobs/job"))["state"]);

        await rig.AddTaskAsync("fatal", "exit 5");

        Assert.Equal("TaskFailed", (string?)(await rig.JobAsync("job", "completed"))["executionInfo"]!["terminateReason"]);
    }

    [Fact]
    public async Task A_job_has_a_time_limit_and_a_bound_on_what_runs()
    {
        await using var rig = await AzureRig.StartAsync(AzureRig.Options with { TimeScale = 0.01 }, job: """{"maxParallelTasks":1}""");
        await rig.AddTaskAsync("a", "sleep 600");
        await rig.AddTaskAsync("b", "sleep 600");
        await rig.RunningAsync("a");
        Assert.Equal("active", (string?)(await rig.TaskAsync("b"))["state"]);

        await rig.DoAsync("PATCH", "/jobs/job", """{"constraints":{"maxWallClockTime":"PT1S"}}""");
        var job = await rig.JobAsync("job", "completed");

        Assert.Equal(("MaxWallClockTimeExpiry", 1), ((string?)job["executionInfo"]!["terminateReason"], (int?)job["maxParallelTasks"]));
    }

    [Fact]
    public async Task Tasks_of_the_job_with_the_higher_priority_go_first()
    {
        await using var rig = await AzureRig.StartAsync(pool: """{"targetDedicatedNodes":1}""");
        await rig.AddTaskAsync("holds", "sleep 600");
        await rig.RunningAsync("holds");
        await rig.AddTaskAsync("low", "sleep 600");
        await rig.AddJobAsync("urgent", """{"priority":10}""");
        await rig.AddTaskAsync("high", "sleep 600", job: "urgent");

        await rig.DoAsync("POST", "/jobs/job/tasks/holds/terminate");
        await rig.RunningAsync("high", "urgent");

        Assert.Equal("active", (string?)(await rig.TaskAsync("low"))["state"]);
    }

    [Fact]
    public async Task A_job_may_bring_its_own_pool_and_a_task_that_leads_it()
    {
        await using var rig = await AzureRig.StartEmptyAsync();

        await rig.DoAsync("POST", "/jobs", $$"""
            {"id":"own","poolInfo":{"autoPoolSpecification":{"autoPoolIdPrefix":"auto","poolLifetimeOption":"job","pool":{"vmSize":"Standard_D2s_v5","virtualMachineConfiguration":{{AzureRig.Machine}},"targetDedicatedNodes":1} } },
             "jobManagerTask":{"id":"leader","commandLine":"/bin/true","killJobOnCompletion":true} }
            """);
        var job = await rig.JobAsync("own", "completed");

        Assert.Equal("JMComplete", (string?)job["executionInfo"]!["terminateReason"]);
        Assert.StartsWith("auto_", (string?)job["executionInfo"]!["poolId"], StringComparison.Ordinal);
        await rig.GoneAsync("/pools/" + (string)job["executionInfo"]!["poolId"]!);
    }
}
