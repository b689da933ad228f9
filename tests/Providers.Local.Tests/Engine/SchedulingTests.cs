using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Tests.Engine.Support;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Tests.Engine;

public sealed class SchedulingTests
{
    [Fact]
    public async Task Jobs_of_a_queue_go_by_priority_then_first_come()
    {
        await using var engine = await FakeEngine.StartAsync();
        await engine.SubmitAsync(FakeEngine.Job("running"));
        var running = await engine.Launcher.NextAsync();
        await engine.SubmitAsync(
            FakeEngine.Job("second"),
            FakeEngine.Job("third"),
            FakeEngine.Job("urgent") with { Priority = 5 },
            FakeEngine.Job("idle") with { Priority = -1 });

        running.End();
        Assert.Equal(["urgent", "second", "third", "idle"], await RunInOrderAsync(engine, 4));
    }

    [Fact]
    public async Task The_queue_with_the_higher_priority_goes_first()
    {
        await using var engine = await FakeEngine.StartAsync();
        await engine.Harness.PutQueueAsync(new JobQueueSpec { Name = "high", Priority = 10, Environments = ["default"] });
        await engine.SubmitAsync(FakeEngine.Job("running"));
        var running = await engine.Launcher.NextAsync();
        await engine.SubmitAsync(
            FakeEngine.Job("low") with { Priority = 100 },
            FakeEngine.Job("high1", queue: "high"),
            FakeEngine.Job("high2", queue: "high"));

        running.End();
        Assert.Equal(["high1", "high2", "low"], await RunInOrderAsync(engine, 3));
    }

    [Fact]
    public async Task Environments_are_tried_in_order()
    {
        await using var engine = await FakeEngine.StartAsync();
        await engine.Harness.PutEnvironmentAsync(new ComputeEnvironmentSpec { Name = "first", MaxVCpus = 1 });
        await engine.Harness.PutEnvironmentAsync(new ComputeEnvironmentSpec { Name = "second", MaxVCpus = 1 });
        await engine.Harness.PutQueueAsync(new JobQueueSpec { Name = "both", Environments = ["second", "first"] });

        await engine.SubmitAsync(FakeEngine.Job("a", queue: "both"));
        await engine.Launcher.NextAsync();
        await engine.SettleAsync();
        var afterOne = await UsedAsync(engine);
        await engine.SubmitAsync(FakeEngine.Job("b", queue: "both"), FakeEngine.Job("c", queue: "both"));
        await engine.Launcher.NextAsync();
        await engine.SettleAsync();
        var afterTwo = await UsedAsync(engine);

        Assert.Equal((0.0, 1.0), afterOne);
        Assert.Equal((1.0, 1.0), afterTwo);
        Assert.Equal(0, engine.Launcher.Waiting);
    }

    [Fact]
    public async Task Memory_is_counted_as_well()
    {
        await using var engine = await FakeEngine.StartAsync(vCpus: 8, memory: ByteSize.FromGibibytes(3));
        await engine.SubmitAsync(
            FakeEngine.Job("a", 1, ByteSize.FromGibibytes(2)),
            FakeEngine.Job("b", 1, ByteSize.FromGibibytes(2)),
            FakeEngine.Job("c", 1, ByteSize.FromGibibytes(1)));

        Assert.Equal(["a", "c"], await engine.Launcher.NextAsync(2));
        await engine.SettleAsync();
        Assert.Equal(0, engine.Launcher.Waiting);
    }

    [Fact]
    public async Task Fractions_of_a_vcpu_add_up()
    {
        await using var engine = await FakeEngine.StartAsync(vCpus: 1);
        await engine.SubmitAsync(FakeEngine.Job("a", 0.5), FakeEngine.Job("b", 0.25), FakeEngine.Job("c", 0.25), FakeEngine.Job("d", 0.001));

        Assert.Equal(["a", "b", "c"], await engine.Launcher.NextAsync(3));
        await engine.SettleAsync();
        Assert.Equal(0, engine.Launcher.Waiting);
    }

    [Fact]
    public async Task A_job_that_does_not_fit_lets_others_pass_for_a_while_and_then_has_room_kept()
    {
        await using var engine = await FakeEngine.StartAsync(vCpus: 2, configure: options => options with { LongestBypass = TimeSpan.FromSeconds(30) });
        await engine.SubmitAsync(FakeEngine.Job("small0"));
        var running = await engine.Launcher.NextAsync();
        await engine.SubmitAsync(FakeEngine.Job("big", 2), FakeEngine.Job("small1"), FakeEngine.Job("small2"), FakeEngine.Job("small3"));

        // Small ones pass, so no room is idle.
        var first = await engine.Launcher.NextAsync();
        Assert.Equal("small1", first.Name);
        engine.Time.Advance(TimeSpan.FromSeconds(29));
        first.End();
        var second = await engine.Launcher.NextAsync();
        Assert.Equal("small2", second.Name);

        // From now on nobody passes: the room that is freed is kept.
        engine.Time.Advance(TimeSpan.FromSeconds(2));
        second.End();
        await engine.SettleAsync();
        Assert.Equal(0, engine.Launcher.Waiting);
        running.End();
        var big = await engine.Launcher.NextAsync();
        Assert.Equal("big", big.Name);
        big.End();
        Assert.Equal("small3", (await engine.Launcher.NextAsync()).Name);
    }

    [Fact]
    public async Task A_crowd_in_one_queue_does_not_hide_another()
    {
        await using var engine = await FakeEngine.StartAsync();
        await engine.Harness.PutEnvironmentAsync(new ComputeEnvironmentSpec { Name = "other", MaxVCpus = 1 });
        await engine.Harness.PutQueueAsync(new JobQueueSpec { Name = "other", Environments = ["other"] });
        for (var i = 0; i < 400; i++)
        {
            await engine.SubmitAsync(FakeEngine.Job("crowd"));
        }

        await engine.SubmitAsync(FakeEngine.Job("alone", queue: "other"));

        Assert.Equal(["alone", "crowd"], await engine.Launcher.NextAsync(2));
    }

    [Fact]
    public async Task A_job_that_wants_the_machine_alone_has_it_alone()
    {
        await using var engine = await FakeEngine.StartAsync(vCpus: 4, configure: options => options with { LongestBypass = TimeSpan.Zero });
        await engine.SubmitAsync(FakeEngine.Job("a"));
        var before = await engine.Launcher.NextAsync();
        await engine.SubmitAsync(FakeEngine.Job("alone") with { Exclusive = true }, FakeEngine.Job("b"));

        await engine.SettleAsync();
        Assert.Equal(0, engine.Launcher.Waiting);
        before.End();
        var alone = await engine.Launcher.NextAsync();
        Assert.Equal("alone", alone.Name);
        await engine.SettleAsync();
        Assert.Equal(0, engine.Launcher.Waiting);
        alone.End();
        Assert.Equal("b", (await engine.Launcher.NextAsync()).Name);
    }

    [Fact]
    public async Task A_job_that_can_never_fit_is_refused_and_one_that_cannot_any_more_says_so()
    {
        await using var engine = await FakeEngine.StartAsync(vCpus: 2);
        var refused = await engine.Harness.TrySubmitAsync(FakeEngine.Job("huge", 3));
        await engine.SubmitAsync(FakeEngine.Job("running", 2));
        await engine.Launcher.NextAsync();
        var stranded = await engine.SubmitAsync(FakeEngine.Job("stranded", 2));

        await engine.Harness.SetSlotsAsync(1);

        Assert.Equal(BatchErrorCode.InvalidSpec, refused.Error!.Code);
        Assert.Contains("3 vCPUs", refused.Error.Message, StringComparison.Ordinal);
        var job = await engine.Harness.GetAsync(stranded);
        Assert.Equal(JobState.Queued, job.State);
        Assert.Contains("no environment of queue 'default' has that much", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_waits_at_the_head_of_its_queue_no_longer_than_it_may()
    {
        await using var engine = await FakeEngine.StartAsync(vCpus: 1);
        await engine.Harness.PutQueueAsync(new JobQueueSpec { Name = "impatient", Environments = ["default"], MaxWait = TimeSpan.FromMinutes(5) });
        await engine.SubmitAsync(FakeEngine.Job("running"));
        await engine.Launcher.NextAsync();
        var jobs = await engine.SubmitAsync(FakeEngine.Job("head", queue: "impatient"), FakeEngine.Job("next", queue: "impatient"));

        engine.Time.Advance(TimeSpan.FromMinutes(4));
        await engine.SettleAsync();
        Assert.Equal(JobState.Queued, (await engine.Harness.GetAsync(jobs[0])).State);
        engine.Time.Advance(TimeSpan.FromMinutes(2));
        var head = await engine.Harness.EndOfAsync(jobs[0]);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped), (head.State, head.Cause!.Value));
        Assert.Contains("5m", head.Reason, StringComparison.Ordinal);
        Assert.Equal(JobState.Queued, (await engine.Harness.GetAsync(jobs[1])).State);
    }

    [Fact]
    public async Task A_disabled_environment_starts_nothing_until_it_is_enabled()
    {
        await using var engine = await FakeEngine.StartAsync();
        await engine.Harness.PutEnvironmentAsync(new ComputeEnvironmentSpec { Name = "default", Enabled = false }, isUpdate: true);
        await engine.SubmitAsync(FakeEngine.Job("a"));
        await engine.SettleAsync();
        Assert.Equal(0, engine.Launcher.Waiting);
        Assert.True((await engine.Harness.Engine.GetStatusAsync(CancellationToken.None)).IsIdle);

        await engine.Harness.PutEnvironmentAsync(new ComputeEnvironmentSpec { Name = "default", Enabled = true }, isUpdate: true);

        Assert.Equal("a", (await engine.Launcher.NextAsync()).Name);
    }

    [Fact]
    public async Task A_start_that_the_machine_is_too_short_for_is_tried_again()
    {
        await using var engine = await FakeEngine.StartAsync();
        var refusals = 2;
        engine.Launcher.Refuse = _ => refusals-- > 0 ? new Local.Processes.StartError("no processes left", isTransient: true) : null;
        var job = await engine.SubmitAsync(FakeEngine.Job("a"));

        var next = engine.Launcher.NextAsync();
        while (!next.IsCompleted)
        {
            await engine.SettleAsync();
            engine.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await next).End();
        var ended = await engine.Harness.EndOfAsync(job);
        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Single(ended.Attempts);
    }

    [Fact]
    public async Task A_timeout_counts_from_the_start_and_kills_after_the_grace()
    {
        await using var engine = await FakeEngine.StartAsync(configure: options => options with { StopGrace = TimeSpan.FromSeconds(30) });
        var job = await engine.SubmitAsync(FakeEngine.Job("a") with { Timeout = TimeSpan.FromMinutes(10) });
        var attempt = await engine.Launcher.NextAsync();
        await engine.Harness.WhenAsync(job, JobState.Running);

        engine.Time.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(10));
        await attempt.Terminated;
        await engine.SettleAsync();
        Assert.False(attempt.IsKilled);
        engine.Time.Advance(TimeSpan.FromSeconds(31));
        await attempt.Killed;
        attempt.End(Local.Processes.ExitReport.FromSignal(9, outOfMemory: false, DateTimeOffset.UtcNow));

        Assert.Equal(JobCause.TimedOut, (await engine.Harness.EndOfAsync(job)).Cause);
    }

    private static async Task<List<string>> RunInOrderAsync(FakeEngine engine, int count)
    {
        var names = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var attempt = await engine.Launcher.NextAsync();
            names.Add(attempt.Name);
            await engine.SettleAsync();
            Assert.Equal(0, engine.Launcher.Waiting);
            attempt.End();
        }

        return names;
    }

    private static async Task<(double First, double Second)> UsedAsync(FakeEngine engine)
    {
        var reply = await engine.Harness.Engine.ListEnvironmentsAsync(new Local.Engine.Contract.ListRequest(), CancellationToken.None);
        double Used(string name) => reply.Items.Single(environment => environment.Name == name).UsedVCpus!.Value;
        return (Used("first"), Used("second"));
    }
}
