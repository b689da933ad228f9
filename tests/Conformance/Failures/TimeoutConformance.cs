using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Failures;

/// <summary>A timeout ends an attempt that runs too long, and with it the job.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class TimeoutConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    private TimeSpan Shortest => Harness.Delays.ShortestTimeout;

    /// <summary>A task over its time has failed, for this reason.</summary>
    [SkippableFact]
    public virtual async Task A_task_over_its_time_has_failed_for_this_reason()
    {
        Requires(BatchFeature.Timeouts);
        RequiresSignals();

        var job = await RunAsync(Run(Tasks.WaitFor(Unique("never"))) with { Timeout = Shortest });

        Assert.Equal((JobState.Failed, JobCause.TimedOut), (job.State, job.Cause));
        Assert.True(job.EndedAt - job.StartedAt >= Shortest, $"It ran {job.EndedAt - job.StartedAt} of {Shortest}.");
    }

    /// <summary>A timed-out attempt is not tried again, whatever the policy allows.</summary>
    [SkippableFact]
    public virtual async Task A_timeout_is_not_tried_again()
    {
        Requires(BatchFeature.Timeouts, BatchFeature.Retries);
        RequiresSignals();
        var mark = Unique("tried");

        var job = await RunAsync(Run(Tasks.Mark(mark), Tasks.WaitFor(Unique("never"))) with
        {
            Timeout = Shortest,
            Attempts = new AttemptPolicy { Max = 3 },
        });

        Assert.Equal((JobState.Failed, JobCause.TimedOut), (job.State, job.Cause));
        Assert.Equal(1, await CountMarksAsync(mark));
    }

    /// <summary>A task within its time is left alone.</summary>
    [SkippableFact]
    public virtual async Task A_task_within_its_time_is_left_alone()
    {
        Requires(BatchFeature.Timeouts);

        await SucceedAsync(Run(Tasks.Exit(0)) with { Timeout = TimeSpan.FromHours(1) });
    }

    /// <summary>What was written before the timeout is kept.</summary>
    [SkippableFact]
    public virtual async Task The_output_before_a_timeout_is_kept()
    {
        Requires(BatchFeature.Timeouts, BatchFeature.Logs);
        RequiresSignals();

        var job = await RunAsync(Run(Tasks.Out("before\n"), Tasks.WaitFor(Unique("never"))) with { Timeout = Shortest });

        Assert.Equal("before\n", await ReadTextAsync(job.Reference));
    }

    /// <summary>The time of a child is its own: one that hangs does not take the others along.</summary>
    [SkippableFact]
    public virtual async Task Each_child_has_its_own_time()
    {
        Requires(BatchFeature.Timeouts, BatchFeature.Arrays);
        RequiresSignals();
        var gate = Unique("gate");
        await OpenAsync(gate + "0");
        await OpenAsync(gate + "2");

        var array = await RunAsync(Run(Tasks.WaitFor(gate + Workloads.TaskLanguage.Index)) with { Timeout = Shortest, Array = new ArraySpec { Size = 3 } });
        var children = await ChildrenAsync(array);

        Assert.Equal(JobState.Failed, array.State);
        Assert.Equal([JobState.Succeeded, JobState.Failed, JobState.Succeeded], children.Select(child => child.State));
        Assert.Equal(JobCause.TimedOut, children[1].Cause);
    }

    /// <summary>A task that will not end when asked is ended all the same.</summary>
    [SkippableFact]
    public virtual async Task A_task_that_will_not_end_is_ended_all_the_same()
    {
        Requires(BatchFeature.Timeouts);
        RequiresSignals();
        var stubborn = RequiresStatement(Tasks.IgnoreTerminate());

        var job = await RunAsync(Run(stubborn, Tasks.WaitFor(Unique("never"))) with { Timeout = Shortest });

        Assert.Equal((JobState.Failed, JobCause.TimedOut), (job.State, job.Cause));
    }

    /// <summary>A timeout of no time, or of less, is refused.</summary>
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(-1)]
    public virtual async Task A_timeout_of_no_time_is_refused(int seconds)
    {
        Requires(BatchFeature.Timeouts);

        var error = await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Timeout = TimeSpan.FromSeconds(seconds) }), BatchErrorCode.InvalidSpec);

        Assert.Contains("timeout", error.Message, StringComparison.Ordinal);
    }
}
