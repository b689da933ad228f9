using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Azure.Tasks;

public sealed class DependencyTests
{
    [Fact]
    public async Task A_task_waits_for_ranges_of_tasks_that_are_added_later()
    {
        await using var rig = await AzureRig.StartAsync();
        await rig.AddTaskAsync("last", "true", """{"dependsOn":{"taskIds":["x"],"taskIdRanges":[{"start":1,"end":3}]}}""");

        foreach (var id in new[] { "1", "2", "3" })
        {
            await rig.AddTaskAsync(id, "true");
            await rig.EndAsync(id);
        }

        Assert.Equal("active", (string?)(await rig.TaskAsync("last"))["state"]);
        await rig.AddTaskAsync("x", "true");
        Assert.Equal("success", (string?)(await rig.EndAsync("last"))["executionInfo"]!["result"]);
    }

    [Theory]
    [InlineData("exit 3", true)]
    [InlineData("exit 9", false)]
    [InlineData("exit 0", true)]
    public async Task Exit_conditions_say_whether_dependents_run(string script, bool runs)
    {
        await using var rig = await AzureRig.StartAsync();
        await rig.AddTaskAsync("first", script, """{"exitConditions":{"exitCodes":[{"code":3,"exitOptions":{"dependencyAction":"satisfy"}}],"default":{"dependencyAction":"block"}}}""");
        await rig.EndAsync("first");

        // It is added when its predecessor has ended already.
        await rig.AddTaskAsync("second", "true", """{"dependsOn":{"taskIds":["first"]}}""");
        await rig.AddTaskAsync("witness", "true");
        await rig.EndAsync("witness");

        if (runs)
        {
            await rig.EndAsync("second");
        }
        else
        {
            Assert.Equal("active", (string?)(await rig.TaskAsync("second"))["state"]);
        }
    }

    [Fact]
    public async Task A_predecessor_that_succeeds_the_second_time_lets_its_dependents_run()
    {
        await using var rig = await AzureRig.StartAsync();
        await rig.AddTaskAsync("first", "test -e ../again || { touch ../again; exit 1; }");
        await rig.AddTaskAsync("second", "true", """{"dependsOn":{"taskIds":["first"]}}""");
        await rig.EndAsync("first");

        await rig.DoAsync("POST", "/jobs/job/tasks/first/reactivate");

        await rig.EndAsync("second");
        await rig.RefusedAsync(409, "OperationInvalidForCurrentState", "POST", "/jobs/job/tasks/first/reactivate");
    }

    [Fact]
    public async Task A_job_that_does_not_say_so_has_no_dependencies()
    {
        await using var rig = await AzureRig.StartAsync(job: "{}");

        await rig.RefusedAsync(400, "TaskDependenciesNotSpecifiedOnJob", "POST", "/jobs/job/tasks", AzureRig.Task("t", "true", """{"dependsOn":{"taskIds":["a"]}}"""));
    }
}
