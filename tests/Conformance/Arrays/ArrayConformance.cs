using MultiBatch.Capabilities;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Arrays;

/// <summary>Arrays: each index runs once and has its own end, and the parent tells of all.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class ArrayConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Each index runs exactly once.</summary>
    [SkippableFact]
    public virtual async Task Each_index_runs_once()
    {
        Requires(BatchFeature.Arrays);
        RequiresSignals();
        var mark = Unique("ran");

        var array = await SucceedAsync(Run(Tasks.Mark(mark + TaskLanguage.Index)) with { Array = new ArraySpec { Size = 10 } });

        Assert.Equal((10, 10), (array.ArraySize, array.Children![JobState.Succeeded]));
        for (var index = 0; index < 10; index++)
        {
            Assert.Equal(1, await CountMarksAsync(mark + index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        Assert.Equal(0, await CountMarksAsync(mark + "10"));
    }

    /// <summary>Each child has its own end, and the array has failed when one has.</summary>
    [SkippableFact]
    public virtual async Task Each_child_has_its_own_end()
    {
        Requires(BatchFeature.Arrays);

        var array = await RunAsync(Run(Tasks.ExitWithIndex()) with { Array = new ArraySpec { Size = 5 } });
        var children = await ChildrenAsync(array);

        Assert.Equal(JobState.Failed, array.State);
        Assert.Null(array.ExitCode);
        Assert.Equal((1, 4, 5), (array.Children![JobState.Succeeded], array.Children[JobState.Failed], array.Children.Total));
        Assert.Equal([0, 1, 2, 3, 4], children.Select(child => child.Index ?? -1));
        Assert.Equal([1, 2, 3, 4], children.Skip(1).Select(child => child.ExitCode ?? -1));
        Assert.Equal(JobState.Succeeded, children[0].State);
        Assert.All(children.Skip(1), child => Assert.Equal((JobState.Failed, JobCause.ExitCode), (child.State, child.Cause)));
        Assert.All(children, child => Assert.Equal(array.Reference, child.Reference.Parent));
        Assert.All(children, child => Assert.Null(child.Children));
    }

    /// <summary>An array of one and an array of two are arrays, or the plan says why not.</summary>
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    public virtual async Task The_smallest_arrays_are_arrays(int size)
    {
        Requires(BatchFeature.Arrays);
        if (size < Capabilities.Limits.MinArraySize?.Value)
        {
            await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = size } }), BatchErrorCode.Unsupported);
            return;
        }

        var array = await SucceedAsync(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = size } });

        Assert.Equal((size, size), (array.ArraySize, array.Children?.Total));
        Assert.Equal(Enumerable.Range(0, size), (await ChildrenAsync(array)).Select(child => child.Index ?? -1));
        Assert.Equal(JobState.Succeeded, (await Client.GetJobAsync(array.Reference.Child(size - 1), Cancellation)).State);
    }

    /// <summary>No more children run at a time than the array allows.</summary>
    [SkippableFact]
    public virtual async Task No_more_children_run_at_a_time_than_allowed()
    {
        Requires(BatchFeature.Arrays, BatchFeature.ArrayParallelism);
        RequiresSignals();
        var (mark, gate) = (Unique("began"), Unique("gate"));
        var array = await SubmitAsync(Run(Tasks.Mark(mark), Tasks.WaitFor(gate)) with { Array = new ArraySpec { Size = 6, Parallelism = 2 } });
        await SeeMarksAsync(mark, 2);

        // Another job has had the time to run by now: room is not what the others wait for.
        await SucceedAsync(Run(Tasks.Exit(0)));
        await SeeAsync(array.Reference, job => job.Children?[JobState.Running] == 2, "running with 2 children");
        Assert.Equal(2, await CountMarksAsync(mark));

        await OpenAsync(gate);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(array)).State);
        Assert.Equal(6, await CountMarksAsync(mark));
    }

    /// <summary>A large array runs whole: each child is there once, in order, with its end.</summary>
    [SkippableFact]
    public virtual async Task A_large_array_runs_whole()
    {
        Requires(BatchFeature.Arrays);
        var size = Harness.LargeArraySize;

        var array = await SucceedAsync(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = size } });
        var children = await ChildrenAsync(array);

        Assert.Equal((size, size), (array.ArraySize, array.Children![JobState.Succeeded]));
        Assert.Equal(Enumerable.Range(0, size), children.Select(child => child.Index ?? -1));
        Assert.All(children, child => Assert.Equal(JobState.Succeeded, child.State));
    }

    /// <summary>Children are found one by one, and by their state.</summary>
    [SkippableFact]
    public virtual async Task Children_are_found_by_index_and_by_state()
    {
        Requires(BatchFeature.Arrays);
        var array = await RunAsync(Run(Tasks.ExitWithIndex()) with { Array = new ArraySpec { Size = 4 } });

        var second = await Client.GetJobAsync(array.Reference.Child(2), Cancellation);
        var failed = await ChildrenAsync(array, new JobQuery { States = [JobState.Failed] });

        Assert.Equal((2, 2, JobState.Failed), (second.Index, second.ExitCode, second.State));
        Assert.Equal([1, 2, 3], failed.Select(child => child.Index ?? -1));
        Assert.Null(await Client.FindJobAsync(array.Reference.Child(4), Cancellation));
    }

    /// <summary>A child that was reached by its reference can be waited for alone.</summary>
    [SkippableFact]
    public virtual async Task A_child_is_waited_for_alone()
    {
        Requires(BatchFeature.Arrays);
        RequiresSignals();
        var gate = Unique("gate");
        await OpenAsync(gate + "1");
        var array = await SubmitAsync(Run(Tasks.WaitFor(gate + TaskLanguage.Index)) with { Array = new ArraySpec { Size = 2 } });

        var child = await Client.WaitAsync(array.Reference.Child(1), null, Cancellation);

        Assert.Equal(JobState.Succeeded, child.State);
        Assert.False((await Client.GetJobAsync(array.Reference, Cancellation)).State.IsTerminal());
        await OpenAsync(gate + "0");
        await EndOfAsync(array);
    }

    /// <summary>A job that is no array has no children.</summary>
    [SkippableFact]
    public virtual async Task A_single_job_has_no_children()
    {
        Requires(BatchFeature.Arrays);
        var job = await SucceedAsync(Run(Tasks.Exit(0)));

        Assert.Empty(await ChildrenAsync(job));
    }

    /// <summary>Sizes and limits that cannot be are refused with the field.</summary>
    [SkippableTheory]
    [InlineData(0, null, "size")]
    [InlineData(-1, null, "size")]
    [InlineData(2, 0, "parallelism")]
    [InlineData(2, -3, "parallelism")]
    public virtual async Task Impossible_sizes_are_refused(int size, int? parallelism, string field)
    {
        Requires(BatchFeature.Arrays, BatchFeature.ArrayParallelism);

        var error = await RefusedAsync(
            Harness.Prepare(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = size, Parallelism = parallelism } }), BatchErrorCode.InvalidSpec);

        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    /// <summary>An array over the declared limit is refused, with the limit.</summary>
    [SkippableFact]
    public virtual async Task An_array_over_the_limit_is_refused()
    {
        Requires(BatchFeature.Arrays);
        Skip.If(Capabilities.Limits.MaxArraySize is null, "No limit is declared.");
        var limit = Capabilities.Limits.MaxArraySize!.Value;

        var error = await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = limit + 1 } }), BatchErrorCode.Unsupported);

        Assert.Contains("size", error.Message, StringComparison.Ordinal);
    }

    /// <summary>An array has a size or a table: both, or neither, is refused.</summary>
    [SkippableFact]
    public virtual async Task Both_size_and_table_or_neither_is_refused()
    {
        Requires(BatchFeature.Arrays, BatchFeature.TaskTables);
        var both = new ArraySpec { Size = 1, Tasks = new TaskTable(["A"], [["1"]]) };

        await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Array = both }), BatchErrorCode.InvalidSpec);
        await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Array = new ArraySpec() }), BatchErrorCode.InvalidSpec);
    }
}
