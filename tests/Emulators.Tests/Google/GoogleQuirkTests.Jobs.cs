using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Google;
using MultiBatch.Emulators.Tests.Support;

namespace MultiBatch.Emulators.Tests.Google;

/// <content>What jobs and their tasks do.</content>
public sealed partial class GoogleQuirkTests
{
    private static readonly GoogleEmulatorOptions Slow = GoogleRig.Options with { Delays = GoogleDelays.None with { Queued = TimeSpan.FromHours(1) } };

    [Fact]
    [Trait("Quirk", GoogleQuirks.TasksAppearLate)]
    public async Task Just_after_its_creation_a_job_has_no_tasks()
    {
        await using var rig = await GoogleRig.StartAsync(Slow);
        await rig.CreateAsync("early", GoogleRig.Job("true"));
        Assert.Empty(await rig.TasksAsync("early"));
        await rig.RefusedAsync("GET", "jobs/early/taskGroups/group0/tasks/0", null, 404, "NOT_FOUND");

        rig.Emulator.Quirks.Set(GoogleQuirks.TasksAppearLate, isOn: false);

        await rig.CreateAsync("other", GoogleRig.Job("true"));
        Assert.Equal("PENDING", GoogleRig.StateOf(Assert.Single(await rig.TasksAsync("other"))));
        Assert.Equal("PENDING", GoogleRig.StateOf(await rig.DoAsync("GET", "jobs/other/taskGroups/group0/tasks/0")));
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.CancelTwiceRefused)]
    public async Task A_job_that_is_being_cancelled_cannot_be_cancelled()
    {
        await using var rig = await GoogleRig.StartAsync(Slow with { Delays = Slow.Delays with { Cleanup = TimeSpan.FromHours(1) } });
        await rig.CreateAsync("stopped", GoogleRig.Job("true"));
        var first = await rig.DoAsync("POST", "jobs/stopped:cancel", "{}");
        await rig.RefusedAsync("POST", "jobs/stopped:cancel", "{}", 400, "FAILED_PRECONDITION");

        rig.Emulator.Quirks.Set(GoogleQuirks.CancelTwiceRefused, isOn: false);

        Assert.Equal((string?)first["name"], (string?)(await rig.DoAsync("POST", "jobs/stopped:cancel", "{}"))["name"]);
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.CancelEndedAccepted)]
    public async Task A_job_that_has_ended_can_be_cancelled_to_no_effect()
    {
        await using var rig = await GoogleRig.StartAsync();
        await rig.RunAsync("ended", GoogleRig.Job("true"));
        Assert.True((bool?)(await rig.DoAsync("POST", "jobs/ended:cancel", "{}"))["done"]);
        Assert.Equal("SUCCEEDED", GoogleRig.StateOf(await rig.GetAsync("ended")));

        rig.Emulator.Quirks.Set(GoogleQuirks.CancelEndedAccepted, isOn: false);

        await rig.RefusedAsync("POST", "jobs/ended:cancel", "{}", 400, "FAILED_PRECONDITION");
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.CancelLeavesUnexecuted)]
    public async Task Tasks_that_a_cancellation_ends_are_unexecuted()
    {
        await using var rig = await GoogleRig.StartAsync();
        Assert.Equal(["UNEXECUTED", "UNEXECUTED"], await CancelledAsync("one"));

        rig.Emulator.Quirks.Set(GoogleQuirks.CancelLeavesUnexecuted, isOn: false);

        Assert.Equal(["FAILED", "UNEXECUTED"], await CancelledAsync("two"));

        async Task<IEnumerable<string>> CancelledAsync(string id)
        {
            await rig.CreateAsync(id, GoogleRig.Job("sleep 600", group: ""","taskCount":"2","parallelism":"1" """));
            await rig.WaitAsync(id, "RUNNING");
            await rig.DoAsync("POST", $"jobs/{id}:cancel", "{}");
            await rig.WaitAsync(id, "CANCELLED");
            return (await rig.TasksAsync(id)).Select(GoogleRig.StateOf);
        }
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.HiddenAttempts)]
    public async Task A_try_that_failed_leaves_no_event_when_another_one_follows()
    {
        await using var rig = await GoogleRig.StartAsync();
        const string Script = "[ $BATCH_TASK_RETRY_ATTEMPT = 1 ] || exit 9";
        Assert.Empty(await CodesAsync("one"));

        rig.Emulator.Quirks.Set(GoogleQuirks.HiddenAttempts, isOn: false);

        Assert.Equal([9], await CodesAsync("two"));

        async Task<IEnumerable<int>> CodesAsync(string id)
        {
            await rig.RunAsync(id, GoogleRig.Job(Script, ""","maxRetryCount":2"""));
            return await ExitCodesAsync(rig, id);
        }
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.OldCodesStay)]
    public async Task A_preemption_stays_among_the_events_of_a_task_that_succeeded_later()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { TimeScale = 0.01 });
        Assert.Equal([50001], await PreemptedAsync("one"));

        rig.Emulator.Quirks.Set(GoogleQuirks.OldCodesStay, isOn: false);

        Assert.Empty(await PreemptedAsync("two"));

        async Task<IEnumerable<int>> PreemptedAsync(string id)
        {
            rig.Emulator.Faults.Plan = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.SpotReclaim, Match = id, Count = 1 }] };
            var job = await rig.RunAsync(id, GoogleRig.Job("[ $BATCH_TASK_RETRY_ATTEMPT = 1 ] || sleep 600", ""","maxRetryCount":1""", more: Spot));
            Assert.Equal("SUCCEEDED", GoogleRig.StateOf(job));
            return await ExitCodesAsync(rig, id);
        }
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.EventsUnordered)]
    public async Task Events_are_not_in_the_order_of_their_times()
    {
        await using var rig = await GoogleRig.StartAsync();
        await rig.RunAsync("job", GoogleRig.Job("true"));
        Assert.NotEqual((await TimesAsync()).Order(), await TimesAsync());

        rig.Emulator.Quirks.Set(GoogleQuirks.EventsUnordered, isOn: false);

        Assert.Equal((await TimesAsync()).Order(), await TimesAsync());

        async Task<IReadOnlyList<string>> TimesAsync() =>
            GoogleRig.List((System.Text.Json.Nodes.JsonObject)(await rig.GetAsync("job"))["status"]!, "statusEvents").Select(item => (string)item["eventTime"]!).ToList();
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.TimeoutRetried)]
    public async Task A_try_that_ran_too_long_is_tried_again()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { TimeScale = 0.01 });
        Assert.Equal("SUCCEEDED", await StateAsync("one"));

        rig.Emulator.Quirks.Set(GoogleQuirks.TimeoutRetried, isOn: false);

        Assert.Equal("FAILED", await StateAsync("two"));

        async Task<string> StateAsync(string id) =>
            GoogleRig.StateOf(await rig.RunAsync(id, GoogleRig.Job("[ $BATCH_TASK_RETRY_ATTEMPT = 1 ] || sleep 600", ""","maxRetryCount":1,"maxRunDuration":"20s" """)));
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.BadMachineFailsLate)]
    public async Task A_machine_type_that_does_not_exist_fails_the_job_before_it_has_tasks()
    {
        await using var rig = await GoogleRig.StartAsync();
        var job = GoogleRig.Job("true", more: ""","allocationPolicy":{"instances":[{"policy":{"machineType":"n9-standard-2"}}]}""");

        var failed = await rig.RunAsync("bad", job);

        Assert.Equal("FAILED", GoogleRig.StateOf(failed));
        Assert.StartsWith("Job gets non-retryable information Batch Error: code - CODE_MACHINE_TYPE_NOT_FOUND", GoogleRig.TextsOf(failed)[0], StringComparison.Ordinal);
        Assert.StartsWith("Job state is set from QUEUED to FAILED for job projects/123456789012/", GoogleRig.TextsOf(failed)[1], StringComparison.Ordinal);
        Assert.Empty(await rig.TasksAsync("bad"));

        rig.Emulator.Quirks.Set(GoogleQuirks.BadMachineFailsLate, isOn: false);

        await rig.RefusedAsync("POST", "jobs?jobId=other", job, 400, "INVALID_ARGUMENT");
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.ShortageStaysScheduled)]
    public async Task A_job_that_gets_no_machines_stays_scheduled_and_an_event_says_why()
    {
        await using var rig = await GoogleRig.StartAsync(GoogleRig.Options with { Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.InsufficientCapacity, Count = 5 }] } });
        var job = await rig.RunAsync("short", GoogleRig.Job("true"));
        Assert.Equal("SUCCEEDED", GoogleRig.StateOf(job));
        Assert.Equal(5, rig.Emulator.Faults.Injected[FaultKind.InsufficientCapacity]);
        var texts = GoogleRig.TextsOf(job);
        Assert.StartsWith("VM in Managed Instance Group meets error: Batch Error: code - CODE_GCE_ZONE_RESOURCE_POOL_EXHAUSTED", texts[1], StringComparison.Ordinal);
        Assert.Equal(4, texts.Count);

        rig.Emulator.Quirks.Set(GoogleQuirks.ShortageStaysScheduled, isOn: false);
        rig.Emulator.Faults.Plan = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.InsufficientCapacity }] };

        Assert.Equal("FAILED", GoogleRig.StateOf(await rig.RunAsync("none", GoogleRig.Job("true"))));
    }

    [Fact]
    [Trait("Quirk", GoogleQuirks.DependencyNeverMet)]
    public async Task A_job_whose_dependency_cannot_be_met_any_more_fails()
    {
        await using var rig = await GoogleRig.StartAsync();
        await rig.RunAsync("first", GoogleRig.Job("exit 1"));
        const string Needs = ""","dependencies":[{"items":{"first":"SUCCEEDED"}}]""";
        await rig.CreateAsync("second", GoogleRig.Job("true", more: Needs), "v1alpha");
        Assert.Equal("FAILED", GoogleRig.StateOf(await rig.EndAsync("second")));

        rig.Emulator.Quirks.Set(GoogleQuirks.DependencyNeverMet, isOn: false);

        await rig.CreateAsync("third", GoogleRig.Job("true", more: Needs), "v1alpha");
        await rig.RunAsync("fourth", GoogleRig.Job("true"));
        Assert.Equal("QUEUED", GoogleRig.StateOf(await rig.GetAsync("third")));
    }

    private const string Spot = ""","allocationPolicy":{"instances":[{"policy":{"machineType":"n2-standard-2","provisioningModel":"SPOT"}}]}""";

    private static async Task<IEnumerable<int>> ExitCodesAsync(GoogleRig rig, string id) =>
        GoogleRig.EventsOf((await rig.TasksAsync(id))[0]).Where(item => item["taskExecution"] is not null).Select(item => (int)item["taskExecution"]!["exitCode"]!);
}
