using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Dependencies;

/// <summary>Jobs that wait for the end of others, and for the right one.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class DependencyConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A dependent starts after its predecessor's end, and not before.</summary>
    [SkippableFact]
    public virtual async Task A_dependent_starts_after_the_end_of_its_predecessor()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        RequiresSignals();
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var before = await SubmitAsync(Run(Tasks.WaitFor(gate)));
        var after = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [On(before)] });

        await SeeAsync(before, JobState.Running);
        await SucceedAsync(Run(Tasks.Exit(0)));
        Assert.Equal(0, await CountMarksAsync(mark));
        await OpenAsync(gate);
        var (first, second) = (await EndOfAsync(before), await EndOfAsync(after));

        Assert.Equal((JobState.Succeeded, JobState.Succeeded), (first.State, second.State));
        Assert.True(first.EndedAt <= second.StartedAt, $"Ended {first.EndedAt:O}, started {second.StartedAt:O}.");
        Assert.Equal(1, await CountMarksAsync(mark));
    }

    /// <summary>What each condition makes of each end of the predecessor.</summary>
    [SkippableTheory]
    [InlineData(DependencyCondition.Success, 0, true)]
    [InlineData(DependencyCondition.Success, 1, false)]
    [InlineData(DependencyCondition.Failure, 0, false)]
    [InlineData(DependencyCondition.Failure, 1, true)]
    [InlineData(DependencyCondition.AnyEnd, 0, true)]
    [InlineData(DependencyCondition.AnyEnd, 1, true)]
    public virtual async Task A_dependent_runs_on_the_end_it_waits_for_and_on_no_other(DependencyCondition condition, int exitCode, bool runs)
    {
        Requires(FeatureOf(condition));
        RequiresSignals();
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var before = await SubmitAsync(Run(Tasks.WaitFor(gate), Tasks.Exit(exitCode)));
        var after = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [On(before, condition)] });

        await OpenAsync(gate);
        await EndOfAsync(before);

        await AssertEndAsync(after, mark, runs);
    }

    /// <summary>The same for a predecessor that had ended before the dependent was submitted.</summary>
    [SkippableTheory]
    [InlineData(DependencyCondition.Success, 0, true)]
    [InlineData(DependencyCondition.Success, 1, false)]
    [InlineData(DependencyCondition.Failure, 0, false)]
    [InlineData(DependencyCondition.Failure, 1, true)]
    [InlineData(DependencyCondition.AnyEnd, 1, true)]
    public virtual async Task A_predecessor_may_have_ended_before(DependencyCondition condition, int exitCode, bool runs)
    {
        Requires(FeatureOf(condition));
        RequiresSignals();
        var mark = Unique("ran");
        var before = await RunAsync(Run(Tasks.Exit(exitCode)));

        var after = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [On(before, condition)] });

        await AssertEndAsync(after, mark, runs);
    }

    /// <summary>A predecessor that was stopped has not succeeded.</summary>
    [SkippableTheory]
    [InlineData(DependencyCondition.Success, false)]
    [InlineData(DependencyCondition.Failure, true)]
    [InlineData(DependencyCondition.AnyEnd, true)]
    public virtual async Task A_stopped_predecessor_has_not_succeeded(DependencyCondition condition, bool runs)
    {
        Requires(FeatureOf(condition), BatchFeature.Stop);
        RequiresSignals();
        var mark = Unique("ran");
        var before = await SubmitAsync(Run(Tasks.WaitFor(Unique("never"))));
        var after = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [On(before, condition)] });

        await Client.StopAsync(before.Reference, null, Cancellation);
        await EndOfAsync(before);

        await AssertEndAsync(after, mark, runs);
    }

    /// <summary>A job that a dependency has ruled out rules out those that wait for its success.</summary>
    [SkippableFact]
    public virtual async Task What_is_ruled_out_rules_out_what_waits_for_it()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        RequiresSignals();
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var first = await SubmitAsync(Run(Tasks.WaitFor(gate), Tasks.Exit(1)));
        var second = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [On(first)] });
        var third = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [On(second)] });

        await OpenAsync(gate);

        await AssertEndAsync(second, mark, runs: false);
        await AssertEndAsync(third, mark, runs: false);
    }

    /// <summary>A chain runs link by link.</summary>
    [SkippableFact]
    public virtual async Task A_chain_runs_link_by_link()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        var chain = new List<Job> { await SubmitAsync(Run(Tasks.Exit(0))) };
        for (var link = 1; link < 5; link++)
        {
            chain.Add(await SubmitAsync(Run(Tasks.Exit(0)) with { DependsOn = [On(chain[^1])] }));
        }

        var ended = new List<Job>();
        foreach (var job in chain)
        {
            ended.Add(await EndOfAsync(job));
        }

        Assert.All(ended, job => Assert.Equal(JobState.Succeeded, job.State));
        Assert.All(ended.Zip(ended.Skip(1), (before, after) => (before, after)), pair => Assert.True(pair.before.EndedAt <= pair.after.StartedAt));
    }

    /// <summary>A diamond joins again: the last waits for both in between.</summary>
    [SkippableFact]
    public virtual async Task A_diamond_joins_again()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        RequiresSignals();
        var (left, right) = (Unique("gate"), Unique("gate"));
        var top = await SubmitAsync(Run(Tasks.Exit(0)));
        var first = await SubmitAsync(Run(Tasks.WaitFor(left)) with { DependsOn = [On(top)] });
        var second = await SubmitAsync(Run(Tasks.WaitFor(right)) with { DependsOn = [On(top)] });
        var bottom = await SubmitAsync(Run(Tasks.Exit(0)) with { DependsOn = [On(first), On(second)] });

        await OpenAsync(left);
        await EndOfAsync(first);
        await SeeAsync(bottom, JobState.Blocked);
        await OpenAsync(right);

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(bottom)).State);
    }

    /// <summary>Of several conditions all must be met: one that cannot be is enough to rule the job out.</summary>
    [SkippableFact]
    public virtual async Task All_conditions_must_be_met()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        RequiresSignals();
        var mark = Unique("ran");
        var good = await RunAsync(Run(Tasks.Exit(0)));
        var bad = await RunAsync(Run(Tasks.Exit(1)));

        var after = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [On(good), On(bad)] });

        await AssertEndAsync(after, mark, runs: false);
    }

    /// <summary>A job that waits for an array waits for all its children.</summary>
    [SkippableFact]
    public virtual async Task A_whole_array_is_waited_for()
    {
        Requires(BatchFeature.DependencyOnSuccess, BatchFeature.Arrays);
        RequiresSignals();
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        await OpenAsync(gate + "0");
        await OpenAsync(gate + "1");
        var array = await SubmitAsync(Run(Tasks.WaitFor(gate + Workloads.TaskLanguage.Index)) with { Array = new ArraySpec { Size = 3 } });
        var after = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [On(array)] });

        await SeeAsync(array.Reference, job => job.Children?[JobState.Succeeded] == 2, "two thirds done");
        await SeeAsync(after, JobState.Blocked);
        Assert.Equal(0, await CountMarksAsync(mark));
        await OpenAsync(gate + "2");

        await AssertEndAsync(after, mark, runs: true);
    }

    /// <summary>One child that fails rules out who waits for the success of the array.</summary>
    [SkippableFact]
    public virtual async Task An_array_of_which_one_child_failed_has_failed()
    {
        Requires(BatchFeature.DependencyOnSuccess, BatchFeature.Arrays);
        RequiresSignals();
        var mark = Unique("ran");
        var array = await SubmitAsync(Run(Tasks.ExitWithIndex()) with { Array = new ArraySpec { Size = 2 } });

        var after = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [On(array)] });

        await AssertEndAsync(after, mark, runs: false);
    }

    /// <summary>An array may wait for a job: none of its children starts before.</summary>
    [SkippableFact]
    public virtual async Task An_array_waits_as_one()
    {
        Requires(BatchFeature.DependencyOnSuccess, BatchFeature.Arrays);
        RequiresSignals();
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var before = await SubmitAsync(Run(Tasks.WaitFor(gate)));
        var array = await SubmitAsync(Run(Tasks.Mark(mark)) with { Array = new ArraySpec { Size = 3 }, DependsOn = [On(before)] });

        await SeeAsync(array, JobState.Blocked);
        Assert.Equal(0, await CountMarksAsync(mark));
        await OpenAsync(gate);

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(array)).State);
        Assert.Equal(3, await CountMarksAsync(mark));
    }

    /// <summary>A predecessor that is tried again has not ended yet.</summary>
    [SkippableFact]
    public virtual async Task A_predecessor_that_is_tried_again_has_not_ended()
    {
        Requires(BatchFeature.DependencyOnSuccess, BatchFeature.Retries);
        RequiresSignals();
        var before = await SubmitAsync(Run(Tasks.FailFirst(2, Unique("tried"), 1)) with { Attempts = new AttemptPolicy { Max = 3 } });

        var after = await SubmitAsync(Run(Tasks.Exit(0)) with { DependsOn = [On(before)] });

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(after)).State);
    }

    /// <summary>A job of another queue may be waited for.</summary>
    [SkippableFact]
    public virtual async Task A_job_of_another_queue_is_waited_for()
    {
        Requires(BatchFeature.DependencyOnSuccess, BatchFeature.DependencyAcrossQueues);
        RequiresSignals();
        var queue = await CreateQueueAsync();
        var gate = Unique("gate");
        var before = await SubmitAsync(OneVCpu(Run(Tasks.WaitFor(gate))) with { Queue = queue });
        var after = await SubmitAsync(Run(Tasks.Exit(0)) with { DependsOn = [On(before)] });

        await SeeAsync(after, JobState.Blocked);
        await OpenAsync(gate);

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(after)).State);
        Assert.NotEqual(queue, (await Client.GetJobAsync(after.Reference, Cancellation)).Queue);
    }

    /// <summary>The feature of a condition.</summary>
    protected static BatchFeature FeatureOf(DependencyCondition condition) => condition switch
    {
        DependencyCondition.Failure => BatchFeature.DependencyOnFailure,
        DependencyCondition.AnyEnd => BatchFeature.DependencyOnAnyEnd,
        _ => BatchFeature.DependencyOnSuccess,
    };

    private static JobDependency On(Job job, DependencyCondition? condition = null) => new() { Job = job.Reference.ToString(), On = condition };

    private async Task AssertEndAsync(Job job, string mark, bool runs)
    {
        var ended = await EndOfAsync(job);
        Assert.Equal(runs ? (JobState.Succeeded, null) : (JobState.Cancelled, JobCause.DependencyFailed), (ended.State, ended.Cause));
        Assert.Equal(runs ? 1 : 0, await CountMarksAsync(mark));
        Assert.True(runs || ended.StartedAt is null, $"It never ran and started {ended.StartedAt}.");
    }
}
