using MultiBatch.Capabilities;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Dependencies;

/// <summary>Waiting for one child of an array, and index by index.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class IndexDependencyConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Each child waits for the child of its index alone.</summary>
    [SkippableFact]
    public virtual async Task Each_child_waits_for_the_child_of_its_index()
    {
        Requires(BatchFeature.Arrays, BatchFeature.DependencyIndexToIndex);
        RequiresSignals();
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var before = await SubmitAsync(Run(Tasks.WaitFor(gate + TaskLanguage.Index)) with { Array = new ArraySpec { Size = 3 } });
        var after = await SubmitAsync(Run(Tasks.Mark(mark + TaskLanguage.Index)) with
        {
            Array = new ArraySpec { Size = 3 },
            DependsOn = [IndexToIndex(before)],
        });

        await OpenAsync(gate + "1");
        Assert.Equal(JobState.Succeeded, (await Client.WaitAsync(after.Reference.Child(1), null, Cancellation)).State);
        Assert.Equal((0, 1, 0), await MarksAsync(mark));
        await OpenAsync(gate + "0");
        await OpenAsync(gate + "2");

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(after)).State);
        Assert.Equal((1, 1, 1), await MarksAsync(mark));
    }

    /// <summary>A child that fails rules out the child of its index, and no other.</summary>
    [SkippableFact]
    public virtual async Task A_child_that_fails_rules_out_its_index_alone()
    {
        Requires(BatchFeature.Arrays, BatchFeature.DependencyIndexToIndex);
        RequiresSignals();
        var mark = Unique("ran");
        var before = await SubmitAsync(Run(Tasks.ExitWithIndex()) with { Array = new ArraySpec { Size = 3 } });

        var after = await RunAsync(Run(Tasks.Mark(mark + TaskLanguage.Index)) with { Array = new ArraySpec { Size = 3 }, DependsOn = [IndexToIndex(before)] });
        var children = await ChildrenAsync(after);

        Assert.Equal(JobState.Cancelled, after.State);
        Assert.Equal([JobState.Succeeded, JobState.Cancelled, JobState.Cancelled], children.Select(child => child.State));
        Assert.All(children.Skip(1), child => Assert.Equal(JobCause.DependencyFailed, child.Cause));
        Assert.Equal((1, 0, 0), await MarksAsync(mark));
    }

    /// <summary>Arrays of different sizes, and jobs that are no arrays, cannot be paired.</summary>
    [SkippableFact]
    public virtual async Task What_cannot_be_paired_is_refused()
    {
        Requires(BatchFeature.Arrays, BatchFeature.DependencyIndexToIndex);
        var three = await RunAsync(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 3 } });
        var single = await RunAsync(Run(Tasks.Exit(0)));

        await RefusedAsync(
            Harness.Prepare(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 4 }, DependsOn = [IndexToIndex(three)] }),
            BatchErrorCode.InvalidSpec,
            BatchErrorCode.Unsupported);
        await RefusedAsync(
            Harness.Prepare(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 3 }, DependsOn = [IndexToIndex(single)] }),
            BatchErrorCode.InvalidSpec,
            BatchErrorCode.Unsupported);
        await RefusedAsync(
            Harness.Prepare(Run(Tasks.Exit(0)) with { DependsOn = [IndexToIndex(three)] }), BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported);
    }

    /// <summary>One child can be waited for, whatever its siblings do.</summary>
    [SkippableFact]
    public virtual async Task One_child_is_waited_for_alone()
    {
        Requires(BatchFeature.Arrays, BatchFeature.DependencyOnIndex);
        RequiresSignals();
        var gate = Unique("gate");
        var array = await SubmitAsync(Run(Tasks.WaitFor(gate + TaskLanguage.Index)) with { Array = new ArraySpec { Size = 3 } });
        var after = await SubmitAsync(Run(Tasks.Exit(0)) with { DependsOn = [new JobDependency { Job = array.Reference.Child(2).ToString() }] });

        await OpenAsync(gate + "0");
        await SeeAsync(array.Reference.Child(0), child => child.State == JobState.Succeeded, "Succeeded");
        await SeeAsync(after, JobState.Blocked);
        await OpenAsync(gate + "2");

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(after)).State);
        Assert.False((await Client.GetJobAsync(array.Reference, Cancellation)).State.IsTerminal());
        await OpenAsync(gate + "1");
        await EndOfAsync(array);
    }

    /// <summary>A child that failed rules out who waits for it, although siblings succeeded.</summary>
    [SkippableFact]
    public virtual async Task One_child_that_fails_rules_out_who_waits_for_it()
    {
        Requires(BatchFeature.Arrays, BatchFeature.DependencyOnIndex);
        var array = await SubmitAsync(Run(Tasks.ExitWithIndex()) with { Array = new ArraySpec { Size = 2 } });

        var forGood = await SubmitAsync(Run(Tasks.Exit(0)) with { DependsOn = [new JobDependency { Job = array.Reference.Child(0).ToString() }] });
        var forBad = await SubmitAsync(Run(Tasks.Exit(0)) with { DependsOn = [new JobDependency { Job = array.Reference.Child(1).ToString() }] });

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(forGood)).State);
        var ended = await EndOfAsync(forBad);
        Assert.Equal((JobState.Cancelled, JobCause.DependencyFailed), (ended.State, ended.Cause));
    }

    private static JobDependency IndexToIndex(Job job) => new() { Job = job.Reference.ToString(), Mode = DependencyMode.IndexToIndex };

    private async Task<(int First, int Second, int Third)> MarksAsync(string mark) =>
        (await CountMarksAsync(mark + "0"), await CountMarksAsync(mark + "1"), await CountMarksAsync(mark + "2"));
}
