using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Tests.Engine.Support;

namespace MultiBatch.Providers.Local.Tests.Engine;

public sealed class StopTests
{
    [Fact]
    public async Task A_queued_job_is_stopped_before_it_runs()
    {
        await using var harness = await EngineHarness.StartAsync();
        await harness.SetSlotsAsync(1);
        var running = await harness.SubmitAsync(EngineHarness.Command("sleep", "30"));
        await harness.WhenAsync(running, JobState.Running);
        var queued = await harness.SubmitAsync(EngineHarness.Shell("echo ran >> " + harness.PathOf("witness")));

        var reply = await harness.StopAsync(queued.Reference, "not needed");

        var job = await harness.GetAsync(queued);
        Assert.Null(reply.Errors[0]);
        Assert.Equal((JobState.Cancelled, JobCause.Stopped), (job.State, job.Cause!.Value));
        Assert.Equal("not needed", job.Reason);
        Assert.Empty(job.Attempts);
        Assert.False(File.Exists(harness.PathOf("witness")));
    }

    [Fact]
    public async Task A_blocked_job_is_stopped_before_it_runs()
    {
        await using var harness = await EngineHarness.StartAsync();
        var first = await harness.SubmitAsync(EngineHarness.Command("sleep", "30"));
        var second = await harness.SubmitAsync(EngineHarness.Command("true") with { DependsOn = [new JobDependency { Job = first.Reference.ToString() }] });
        Assert.Equal(JobState.Blocked, second.State);

        await harness.StopAsync(second.Reference);

        Assert.Equal(JobState.Cancelled, (await harness.GetAsync(second)).State);
    }

    [Fact]
    public async Task A_running_job_is_asked_to_end_and_killed_when_it_does_not()
    {
        await using var harness = await EngineHarness.StartAsync(options => options with { StopGrace = TimeSpan.FromMilliseconds(300) });
        var job = await harness.SubmitAsync(EngineHarness.Shell("trap 'echo asked' TERM; echo ready; while :; do sleep 0.05; done"));
        await harness.WhenAsync(job, JobState.Running);
        while (await harness.OutputAsync(job.Reference) != "ready\n")
        {
            await Task.Yield();
        }

        await harness.StopAsync(job.Reference, "over");
        var ended = await harness.EndOfAsync(job);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped, "over"), (ended.State, ended.Cause!.Value, ended.Reason));
        Assert.Equal(JobState.Cancelled, Assert.Single(ended.Attempts).State);
        Assert.Equal("ready\nasked\n", await harness.OutputAsync(job.Reference));
    }

    [Fact]
    public async Task Stopping_one_child_leaves_the_others_alone()
    {
        await using var harness = await EngineHarness.StartAsync();
        await harness.SetSlotsAsync(4);
        var array = await harness.SubmitAsync(EngineHarness.Shell("test $MULTIBATCH_ARRAY_INDEX != 1 || sleep 30") with { Array = new ArraySpec { Size = 3 } });
        await harness.WhenAsync(array, JobState.Running, index: 1);

        await harness.StopAsync(array.Reference.Child(1));
        var ended = await harness.EndOfAsync(array);

        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.Equal(2, ended.Children![JobState.Succeeded]);
        Assert.Equal(1, ended.Children[JobState.Cancelled]);
    }

    [Fact]
    public async Task Stopping_an_array_stops_what_runs_and_what_waits()
    {
        await using var harness = await EngineHarness.StartAsync();
        await harness.SetSlotsAsync(2);
        var array = await harness.SubmitAsync(EngineHarness.Command("sleep", "30") with { Array = new ArraySpec { Size = 500 } });
        await harness.WhenAsync(array, entry => entry.CountOf(JobState.Running) == 2);

        await harness.StopAsync(array.Reference);
        var ended = await harness.EndOfAsync(array);

        Assert.Equal(500, ended.Children![JobState.Cancelled]);
        Assert.Equal(JobCause.Stopped, ended.Cause);
        Assert.Equal("enough", ended.Reason);
    }

    [Fact]
    public async Task Stopping_what_has_ended_changes_nothing_and_what_is_not_there_is_an_error()
    {
        await using var harness = await EngineHarness.StartAsync();
        var job = await harness.RunAsync(EngineHarness.Command("true"));

        var reply = await harness.StopAsync(job.Reference);
        var missing = await harness.StopAsync(new JobReference("local", "7zzzzzzzzzzzzzzzzzzzzzzzzz"));

        Assert.Null(reply.Errors[0]);
        Assert.Equal(job.Progress, (await harness.GetAsync(job)).Progress);
        Assert.Equal(BatchErrorCode.NotFound, missing.Errors[0]!.Code);
    }

    [Fact]
    public async Task A_stopped_task_is_not_tried_again()
    {
        await using var harness = await EngineHarness.StartAsync();
        var job = await harness.SubmitAsync(EngineHarness.Command("sleep", "30") with { Attempts = new AttemptPolicy { Max = 5 } });
        await harness.WhenAsync(job, JobState.Running);

        await harness.StopAsync(job.Reference);

        Assert.Single((await harness.EndOfAsync(job)).Attempts);
    }

    [Fact]
    public async Task Stopping_a_job_cancels_those_who_wait_for_its_success()
    {
        await using var harness = await EngineHarness.StartAsync();
        var first = await harness.SubmitAsync(EngineHarness.Command("sleep", "30"));
        var second = await harness.SubmitAsync(EngineHarness.Command("true") with { DependsOn = [new JobDependency { Job = first.Reference.ToString() }] });
        var third = await harness.SubmitAsync(EngineHarness.Command("true") with { DependsOn = [new JobDependency { Job = second.Reference.ToString() }] });
        await harness.WhenAsync(first, JobState.Running);

        await harness.StopAsync(first.Reference);

        Assert.Equal(JobCause.DependencyFailed, (await harness.EndOfAsync(second)).Cause);
        Assert.Equal(JobCause.DependencyFailed, (await harness.EndOfAsync(third)).Cause);
    }
}
