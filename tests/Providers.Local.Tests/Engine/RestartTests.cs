using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Tests.Engine.Support;

namespace MultiBatch.Providers.Local.Tests.Engine;

public sealed class RestartTests
{
    [Fact]
    public async Task Only_what_failed_runs_again_in_a_new_run()
    {
        await using var harness = await EngineHarness.StartAsync();
        var switchFile = harness.PathOf("fixed");
        var witness = harness.PathOf("witness");
        var array = await harness.RunAsync(EngineHarness.Shell($"echo $MULTIBATCH_ARRAY_INDEX >> {witness}; test $MULTIBATCH_ARRAY_INDEX != 2 || test -e {switchFile}") with
        {
            Array = new ArraySpec { Size = 4 },
        });
        await File.WriteAllTextAsync(switchFile, string.Empty);

        var reply = await harness.RestartJobAsync(array);
        var ended = await harness.EndOfAsync(array);

        Assert.Equal([2], reply.Indexes);
        Assert.Equal(2, reply.Job.Run);
        Assert.False(reply.Job.State.IsTerminal());
        Assert.Equal(JobState.Succeeded, ended.State);
        var children = await harness.ChildrenAsync(array);
        Assert.Equal([1, 1, 2, 1], children.Select(child => child.Run));
        Assert.Equal([1, 2], children[2].Attempts.Select(attempt => attempt.Run));
        Assert.Equal([JobState.Failed, JobState.Succeeded], children[2].Attempts.Select(attempt => attempt.State));
        Assert.Equal(5, (await File.ReadAllLinesAsync(witness)).Length);
    }

    [Fact]
    public async Task Dependents_that_were_cancelled_wait_again()
    {
        await using var harness = await EngineHarness.StartAsync();
        var switchFile = harness.PathOf("fixed");
        var first = await harness.SubmitAsync(EngineHarness.Shell($"test -e {switchFile}"));
        var second = await harness.SubmitAsync(After(first));
        var third = await harness.SubmitAsync(After(second));
        await harness.EndOfAsync(third);
        await File.WriteAllTextAsync(switchFile, string.Empty);

        var reply = await harness.RestartJobAsync(first);

        Assert.Equal([second.Reference, third.Reference], reply.RevivedDependents);
        Assert.Empty(reply.DependentsNotRevived);
        var ended = await harness.EndOfAsync(third);
        Assert.Equal((JobState.Succeeded, 2), (ended.State, ended.Run));
        Assert.Null(ended.Cause);
    }

    [Fact]
    public async Task A_dependent_with_another_failed_condition_stays_cancelled()
    {
        await using var harness = await EngineHarness.StartAsync();
        var first = await harness.RunAsync(EngineHarness.Command("false"));
        var other = await harness.RunAsync(EngineHarness.Command("false"));
        var dependent = await harness.SubmitAsync(EngineHarness.Command("true") with
        {
            DependsOn = [new JobDependency { Job = first.Reference.ToString() }, new JobDependency { Job = other.Reference.ToString() }],
        });

        var reply = await harness.RestartJobAsync(first);

        Assert.Empty(reply.RevivedDependents);
        Assert.Equal([dependent.Reference], reply.DependentsNotRevived);
        Assert.Equal(JobState.Cancelled, (await harness.GetAsync(dependent)).State);
    }

    [Fact]
    public async Task A_restarted_predecessor_that_fails_again_cancels_again()
    {
        await using var harness = await EngineHarness.StartAsync();
        var first = await harness.SubmitAsync(EngineHarness.Command("false"));
        var second = await harness.SubmitAsync(After(first));
        await harness.EndOfAsync(second);

        await harness.RestartJobAsync(first);
        await harness.EndOfAsync(first);
        var ended = await harness.EndOfAsync(second);

        Assert.Equal((JobState.Cancelled, 2, JobCause.DependencyFailed), (ended.State, ended.Run, ended.Cause!.Value));
    }

    [Fact]
    public async Task What_cannot_be_restarted_is_a_conflict()
    {
        await using var harness = await EngineHarness.StartAsync();
        var good = await harness.RunAsync(EngineHarness.Command("true"));
        var bad = await harness.RunAsync(EngineHarness.Command("false"));
        var dependent = await harness.SubmitAsync(After(bad));
        var running = await harness.SubmitAsync(EngineHarness.Command("sleep", "30"));

        foreach (var job in new[] { good, dependent, running })
        {
            var error = await Assert.ThrowsAsync<BatchException>(() => harness.RestartJobAsync(job));
            Assert.Equal(BatchErrorCode.Conflict, error.Code);
        }

        var onDependent = await Assert.ThrowsAsync<BatchException>(() => harness.RestartJobAsync(dependent));
        Assert.Contains(bad.Reference.Id, onDependent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_job_can_be_restarted_and_a_restart_outlives_the_engine()
    {
        await using var harness = await EngineHarness.StartAsync();
        await harness.SetSlotsAsync(1);
        var blocker = await harness.SubmitAsync(EngineHarness.Command("sleep", "30"));
        await harness.WhenAsync(blocker, JobState.Running);
        var job = await harness.SubmitAsync(EngineHarness.Shell("echo run"));
        await harness.StopAsync(job.Reference);

        await harness.RestartJobAsync(job);
        await harness.RestartAsync();
        var waiting = await harness.GetAsync(job);
        await harness.StopAsync(blocker.Reference);
        var ended = await harness.EndOfAsync(job);

        Assert.Equal((JobState.Queued, 2, 0), (waiting.State, waiting.Run, waiting.Attempt));
        Assert.Null(waiting.Cause);
        Assert.Equal((JobState.Succeeded, 2, 1), (ended.State, ended.Run, ended.Attempt));
        Assert.Equal("run\n", await harness.OutputAsync(job.Reference));
    }

    private static JobSpec After(Job predecessor) =>
        EngineHarness.Command("true") with { DependsOn = [new JobDependency { Job = predecessor.Reference.ToString() }] };
}
