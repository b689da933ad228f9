using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Stopping;

namespace MultiBatch.Conformance.Stopping;

/// <summary>Stopping jobs, in whatever state they are.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class StopConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A running job that is stopped is cancelled, for this reason.</summary>
    [SkippableFact]
    public virtual async Task A_running_job_is_stopped()
    {
        Requires(BatchFeature.Stop);
        var job = await RunningAsync();

        await Client.StopAsync(job.Reference, "no longer wanted", Cancellation);
        var ended = await EndOfAsync(job);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped), (ended.State, ended.Cause));
        Assert.True(ended.Reason is null || ended.Reason.Contains("no longer wanted"), $"The reason is '{ended.Reason}'.");
    }

    /// <summary>A job that waits for another never runs once it is stopped.</summary>
    [SkippableFact]
    public virtual async Task A_blocked_job_that_is_stopped_never_runs()
    {
        Requires(BatchFeature.Stop, BatchFeature.DependencyOnSuccess);
        RequiresSignals();
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var before = await SubmitAsync(Run(Tasks.WaitFor(gate)));
        var after = await SubmitAsync(Run(Tasks.Mark(mark)) with { DependsOn = [new JobDependency { Job = before.Reference.ToString() }] });
        await SeeAsync(after, JobState.Blocked);

        await Client.StopAsync(after.Reference, null, Cancellation);
        var ended = await EndOfAsync(after);
        await OpenAsync(gate);
        await EndOfAsync(before);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped), (ended.State, ended.Cause));
        Assert.Equal(0, await CountMarksAsync(mark));
        Assert.Equal(JobState.Cancelled, (await Client.GetJobAsync(after.Reference, Cancellation)).State);
    }

    /// <summary>A job that waits for room never runs once it is stopped.</summary>
    [SkippableFact]
    public virtual async Task A_queued_job_that_is_stopped_never_runs()
    {
        Requires(BatchFeature.Stop);
        RequiresSignals();
        var queue = await CreateSmallQueueAsync(1);
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var first = await SubmitAsync(OneVCpu(Run(Tasks.WaitFor(gate))) with { Queue = queue });
        await SeeAsync(first, JobState.Running);
        var second = await SubmitAsync(OneVCpu(Run(Tasks.Mark(mark))) with { Queue = queue });
        await SeeAsync(second, JobState.Queued);

        await Client.StopAsync(second.Reference, null, Cancellation);
        var ended = await EndOfAsync(second);
        await OpenAsync(gate);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped), (ended.State, ended.Cause));
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(first)).State);
        Assert.Equal(0, await CountMarksAsync(mark));
    }

    /// <summary>A stopped array takes all its children along, those that run and those that wait.</summary>
    [SkippableFact]
    public virtual async Task A_whole_array_is_stopped()
    {
        Requires(BatchFeature.Stop, BatchFeature.Arrays);
        RequiresSignals();
        var gate = Unique("gate");
        await OpenAsync(gate + "1");
        var array = await SubmitAsync(Run(Tasks.WaitFor(gate + Workloads.TaskLanguage.Index)) with { Array = new ArraySpec { Size = 4 } });
        await SeeAsync(array.Reference, job => job.Children?[JobState.Running] == 3 && job.Children[JobState.Succeeded] == 1, "running, one child done");

        await Client.StopAsync(array.Reference, null, Cancellation);
        var ended = await EndOfAsync(array);

        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.Equal((1, 3), (ended.Children![JobState.Succeeded], ended.Children[JobState.Cancelled]));
        Assert.All((await ChildrenAsync(ended)).Where(child => child.Index != 1), child => Assert.Equal(JobCause.Stopped, child.Cause));
    }

    /// <summary>One child is stopped and its siblings are not.</summary>
    [SkippableFact]
    public virtual async Task One_child_is_stopped_alone()
    {
        Requires(BatchFeature.Stop, BatchFeature.StopChild, BatchFeature.Arrays);
        RequiresSignals();
        var gate = Unique("gate");
        var array = await SubmitAsync(Run(Tasks.WaitFor(gate)) with { Array = new ArraySpec { Size = 3 } });
        await SeeAsync(array.Reference, job => job.Children?[JobState.Running] == 3, "running with 3 children");

        await Client.StopAsync(array.Reference.Child(1), null, Cancellation);
        await SeeAsync(array.Reference.Child(1), child => child.State == JobState.Cancelled, "Cancelled");
        await OpenAsync(gate);
        var ended = await EndOfAsync(array);

        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.Equal([JobState.Succeeded, JobState.Cancelled, JobState.Succeeded], (await ChildrenAsync(ended)).Select(child => child.State));
    }

    /// <summary>A job that has ended is left as it ended, and stopping it is no error.</summary>
    [SkippableFact]
    public virtual async Task A_job_that_has_ended_is_left_alone()
    {
        Requires(BatchFeature.Stop);
        var succeeded = await SucceedAsync(Run(Tasks.Exit(0)));
        var failed = await RunAsync(Run(Tasks.Exit(2)));

        await Client.StopAsync(succeeded.Reference, null, Cancellation);
        await Client.StopAsync(failed.Reference, null, Cancellation);

        Assert.Equal(JobState.Succeeded, (await Client.GetJobAsync(succeeded.Reference, Cancellation)).State);
        Assert.Equal((JobState.Failed, JobCause.ExitCode), await StateOfAsync(failed));
    }

    /// <summary>Stopping twice is no error.</summary>
    [SkippableFact]
    public virtual async Task Stopping_twice_is_no_error()
    {
        Requires(BatchFeature.Stop);
        var job = await RunningAsync();

        await Client.StopAsync(job.Reference, "first", Cancellation);
        await Client.StopAsync(job.Reference, "second", Cancellation);
        await EndOfAsync(job);
        await Client.StopAsync(job.Reference, "third", Cancellation);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped), await StateOfAsync(job));
    }

    /// <summary>A stopped job is not tried again.</summary>
    [SkippableFact]
    public virtual async Task A_stopped_job_is_not_tried_again()
    {
        Requires(BatchFeature.Stop, BatchFeature.Retries);
        RequiresSignals();
        var mark = Unique("tried");
        var job = await SubmitAsync(Run(Tasks.Mark(mark), Tasks.WaitFor(Unique("never"))) with { Attempts = new AttemptPolicy { Max = 5 } });
        await SeeMarksAsync(mark, 1);

        await Client.StopAsync(job.Reference, null, Cancellation);
        var ended = await EndOfAsync(job);

        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.Equal(1, await CountMarksAsync(mark));
    }

    /// <summary>Stopping one job is of no concern to others.</summary>
    [SkippableFact]
    public virtual async Task Other_jobs_are_left_alone()
    {
        Requires(BatchFeature.Stop);
        var gate = Unique("gate");
        var stopped = await RunningAsync();
        var other = await RunningAsync(gate);

        await Client.StopAsync(stopped.Reference, null, Cancellation);
        await EndOfAsync(stopped);
        Assert.Equal(JobState.Running, (await Client.GetJobAsync(other.Reference, Cancellation)).State);

        await OpenAsync(gate);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(other)).State);
    }

    /// <summary>Of many that are to be stopped, each has its own outcome; one that is not there is not found.</summary>
    [SkippableFact]
    public virtual async Task Stopping_many_gives_each_its_outcome()
    {
        Requires(BatchFeature.Stop, BatchFeature.Arrays);
        var ended = await RunAsync(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 2 } });
        var running = new List<JobReference>();
        for (var number = 0; number < 3; number++)
        {
            running.Add((await RunningAsync()).Reference);
        }

        var missing = ended.Reference.Child(77);
        var outcomes = new Dictionary<JobReference, StopOutcome>();
        await foreach (var outcome in Client.StopManyAsync([.. running, missing, ended.Reference], null, Cancellation))
        {
            outcomes.Add(outcome.Reference, outcome);
        }

        Assert.Equal(5, outcomes.Count);
        Assert.All(running.Append(ended.Reference), reference => Assert.Null(outcomes[reference].Error));
        Assert.Equal(BatchErrorCode.NotFound, outcomes[missing].Error?.Code);
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => Client.StopAsync(missing, null, Cancellation))).Code);
        foreach (var reference in running)
        {
            Assert.Equal(JobState.Cancelled, (await Client.WaitAsync(reference, null, Cancellation)).State);
        }
    }

    /// <summary>A task is asked to end before it is killed, where the provider says so, and what it does then still counts.</summary>
    [SkippableFact]
    public virtual async Task A_task_is_asked_before_it_is_killed()
    {
        Requires(BatchFeature.Stop, BatchFeature.StopGrace, BatchFeature.Logs);
        RequiresSignals();
        var mark = Unique("began");
        var onTerminate = RequiresStatement(Tasks.OnTerminate("good bye\n", 0));
        var job = await SubmitAsync(Run(onTerminate, Tasks.Mark(mark), Tasks.WaitFor(Unique("never"))));
        await SeeMarksAsync(mark, 1);

        await Client.StopAsync(job.Reference, null, Cancellation);
        var ended = await EndOfAsync(job);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped), (ended.State, ended.Cause));
        Assert.Equal("good bye\n", await ReadTextAsync(job.Reference));
    }

    /// <summary>A task that will not end when asked is killed.</summary>
    [SkippableFact]
    public virtual async Task A_task_that_will_not_end_is_killed()
    {
        Requires(BatchFeature.Stop);
        RequiresSignals();
        var mark = Unique("began");
        var stubborn = RequiresStatement(Tasks.IgnoreTerminate());
        var job = await SubmitAsync(Run(stubborn, Tasks.Mark(mark), Tasks.WaitFor(Unique("never"))));
        await SeeMarksAsync(mark, 1);

        await Client.StopAsync(job.Reference, null, Cancellation);

        Assert.Equal(JobState.Cancelled, (await EndOfAsync(job)).State);
    }

    /// <summary>Once a stopped job has ended, nothing that it started goes on.</summary>
    [SkippableFact]
    public virtual async Task Nothing_of_a_stopped_job_goes_on()
    {
        Requires(BatchFeature.Stop);
        RequiresSignals();
        var (gate, mark) = (Unique("never"), Unique("tick"));
        var beside = RequiresStatement(Tasks.InBackground(Tasks.Tick(gate, mark)));
        var job = await SubmitAsync(Run(beside, Tasks.WaitFor(gate)));
        await SeeMarksAsync(mark, 3);

        await Client.StopAsync(job.Reference, null, Cancellation);
        await EndOfAsync(job);
        var count = await CountMarksAsync(mark);

        // A job that ticks as often as the stopped one would have had time to: a clock of real events.
        var clock = Unique("clock");
        var other = await SubmitAsync(Run(Tasks.Tick(Unique("never"), clock)));
        await SeeMarksAsync(clock, 10);
        await Client.StopAsync(other.Reference, null, Cancellation);
        Assert.Equal(count, await CountMarksAsync(mark));
        await EndOfAsync(other);
    }

    /// <summary>A reason that is too long is refused before anything is stopped.</summary>
    [SkippableFact]
    public virtual async Task A_reason_that_is_too_long_is_refused()
    {
        Requires(BatchFeature.Stop);
        var gate = Unique("gate");
        var job = await RunningAsync(gate);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.StopAsync(job.Reference, new string('x', 1025), Cancellation));

        await OpenAsync(gate);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(job)).State);
    }

    private async Task<Job> RunningAsync(string? gate = null)
    {
        RequiresSignals();
        var job = await SubmitAsync(Run(Tasks.WaitFor(gate ?? Unique("never"))));
        return await SeeAsync(job, JobState.Running);
    }

    private async Task<(JobState State, JobCause? Cause)> StateOfAsync(Job job)
    {
        var seen = await Client.GetJobAsync(job.Reference, Cancellation);
        return (seen.State, seen.Cause);
    }
}
