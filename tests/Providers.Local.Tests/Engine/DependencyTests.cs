using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Tests.Engine.Support;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Tests.Engine;

public sealed class DependencyTests
{
    public static TheoryData<string, DependencyCondition, bool> Ends => new()
    {
        { "exit 0", DependencyCondition.Success, true },
        { "exit 1", DependencyCondition.Success, false },
        { "exit 0", DependencyCondition.Failure, false },
        { "exit 1", DependencyCondition.Failure, true },
        { "exit 0", DependencyCondition.AnyEnd, true },
        { "exit 1", DependencyCondition.AnyEnd, true },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_job_runs_after_the_end_it_waits_for_and_never_after_another(string script, DependencyCondition on, bool runs)
    {
        await using var harness = await EngineHarness.StartAsync();
        var witness = harness.PathOf("witness");
        var first = await harness.SubmitAsync(EngineHarness.Shell($"sleep 0.1; echo first >> {witness}; {script}"));
        var second = await harness.SubmitAsync(After(EngineHarness.Shell($"echo second >> {witness}"), first.Reference, on));

        var ended = await harness.EndOfAsync(second);

        Assert.Equal(runs ? JobState.Succeeded : JobState.Cancelled, ended.State);
        Assert.Equal(runs ? null : JobCause.DependencyFailed, ended.Cause);
        Assert.Equal(runs ? "first\nsecond\n" : "first\n", await File.ReadAllTextAsync(witness));
        if (!runs)
        {
            Assert.Contains(first.Reference.Id, ended.Reason, StringComparison.Ordinal);
            Assert.Empty(ended.Attempts);
        }
    }

    [Fact]
    public async Task A_job_that_waits_for_one_that_has_ended_is_settled_at_once()
    {
        await using var harness = await EngineHarness.StartAsync();
        var good = await harness.RunAsync(EngineHarness.Command("true"));
        var bad = await harness.RunAsync(EngineHarness.Command("false"));

        var runs = await harness.RunAsync(After(EngineHarness.Command("true"), good.Reference));
        var never = await harness.SubmitAsync(After(EngineHarness.Command("true"), bad.Reference));

        Assert.Equal(JobState.Succeeded, runs.State);
        Assert.Equal(JobState.Cancelled, never.State);
    }

    [Fact]
    public async Task Every_condition_must_be_met()
    {
        await using var harness = await EngineHarness.StartAsync();
        var slow = await harness.SubmitAsync(EngineHarness.Command("sleep", "0.3"));
        var quick = await harness.SubmitAsync(EngineHarness.Command("true"));

        var job = await harness.RunAsync(EngineHarness.Command("true") with
        {
            DependsOn = [new JobDependency { Job = slow.Reference.ToString() }, new JobDependency { Job = quick.Reference.ToString() }],
        });

        Assert.True(job.StartedAt >= (await harness.GetAsync(slow)).EndedAt);
    }

    [Fact]
    public async Task A_job_can_wait_for_one_child_alone()
    {
        await using var harness = await EngineHarness.StartAsync();
        await harness.SetSlotsAsync(4);
        var array = await harness.SubmitAsync(EngineHarness.Shell("test $MULTIBATCH_ARRAY_INDEX = 1 || sleep 30") with { Array = new ArraySpec { Size = 2 } });

        var job = await harness.RunAsync(After(EngineHarness.Command("true"), array.Reference.Child(1)));

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(JobState.Running, (await harness.GetAsync(array)).State);
    }

    [Fact]
    public async Task Index_by_index_each_child_follows_its_own()
    {
        await using var harness = await EngineHarness.StartAsync();
        await harness.SetSlotsAsync(4);
        var first = await harness.SubmitAsync(EngineHarness.Shell("case $MULTIBATCH_ARRAY_INDEX in 0) ;; 1) exit 1;; 2) sleep 30;; esac") with { Array = new ArraySpec { Size = 3 } });
        var second = await harness.SubmitAsync(EngineHarness.Command("true") with
        {
            Array = new ArraySpec { Size = 3 },
            DependsOn = [new JobDependency { Job = first.Reference.ToString(), Mode = DependencyMode.IndexToIndex }],
        });

        await harness.WhenAsync(second, entry => entry.Tasks[0].State == JobState.Succeeded && entry.Tasks[1].State == JobState.Cancelled);

        var children = await harness.ChildrenAsync(second);
        Assert.Equal([JobState.Succeeded, JobState.Cancelled, JobState.Blocked], children.Select(child => child.State));
        Assert.Equal(JobCause.DependencyFailed, children[1].Cause);
        Assert.Contains("Waits for", children[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_predecessor_may_be_in_another_queue()
    {
        await using var harness = await EngineHarness.StartAsync();
        await harness.PutQueueAsync(new JobQueueSpec { Name = "other", Environments = ["default"] });
        var first = await harness.SubmitAsync(EngineHarness.Command("sleep", "0.1") with { Queue = "other" });

        var second = await harness.RunAsync(After(EngineHarness.Command("true"), first.Reference));

        Assert.Equal(JobState.Succeeded, second.State);
        Assert.True(second.StartedAt >= (await harness.GetAsync(first)).EndedAt);
    }

    [Fact]
    public async Task A_failure_goes_through_a_chain_and_arrays()
    {
        await using var harness = await EngineHarness.StartAsync();
        var first = await harness.SubmitAsync(EngineHarness.Shell("sleep 0.1; exit 1") with { Array = new ArraySpec { Size = 200 } });
        var second = await harness.SubmitAsync(EngineHarness.Command("true") with
        {
            Array = new ArraySpec { Size = 200 },
            DependsOn = [new JobDependency { Job = first.Reference.ToString(), Mode = DependencyMode.IndexToIndex }],
        });
        var third = await harness.SubmitAsync(After(EngineHarness.Command("true"), second.Reference));
        var cleanUp = await harness.SubmitAsync(After(EngineHarness.Command("true"), third.Reference, DependencyCondition.Failure));

        Assert.Equal(JobState.Succeeded, (await harness.EndOfAsync(cleanUp)).State);
        Assert.Equal(200, (await harness.GetAsync(second)).Children![JobState.Cancelled]);
        Assert.Equal(JobCause.DependencyFailed, (await harness.GetAsync(third)).Cause);
    }

    [Fact]
    public async Task A_dependency_that_makes_no_sense_is_refused()
    {
        await using var harness = await EngineHarness.StartAsync();
        var single = await harness.RunAsync(EngineHarness.Command("true"));
        var array = await harness.RunAsync(EngineHarness.Command("true") with { Array = new ArraySpec { Size = 2 } });

        var unknown = await harness.TrySubmitAsync(After(EngineHarness.Command("true"), new JobReference("local", "7zzzzzzzzzzzzzzzzzzzzzzzzz")));
        var childOfSingle = await harness.TrySubmitAsync(After(EngineHarness.Command("true"), single.Reference.Child(0)));
        var beyond = await harness.TrySubmitAsync(After(EngineHarness.Command("true"), array.Reference.Child(2)));
        var sizes = await harness.TrySubmitAsync(EngineHarness.Command("true") with
        {
            Array = new ArraySpec { Size = 3 },
            DependsOn = [new JobDependency { Job = array.Reference.ToString(), Mode = DependencyMode.IndexToIndex }],
        });

        Assert.Equal(BatchErrorCode.NotFound, unknown.Error!.Code);
        Assert.Equal("/dependsOn/0/job", unknown.Error.Resource);
        Assert.All(new[] { childOfSingle, beyond, sizes }, outcome => Assert.Equal(BatchErrorCode.InvalidSpec, outcome.Error!.Code));
    }

    private static JobSpec After(JobSpec spec, JobReference predecessor, DependencyCondition? on = null) =>
        spec with { DependsOn = [new JobDependency { Job = predecessor.ToString(), On = on }] };
}
