using MultiBatch.Capabilities;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Restarting;

/// <summary>What failed runs again, what succeeded does not.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class RestartConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A job that failed runs again, as itself or as a new job that says which it repeats.</summary>
    [SkippableFact]
    public virtual async Task A_failed_job_runs_again()
    {
        Requires(BatchFeature.Restart);
        RequiresSignals();
        var mark = Unique("ran");
        var failed = await RunAsync(Run(Tasks.FailFirst(1, mark, 3)));
        Assert.Equal(JobState.Failed, failed.State);

        var restarted = Track((await Client.RestartAsync(failed.Reference, null, Cancellation)).Job);
        var ended = await EndOfAsync(restarted);

        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal(2, await CountMarksAsync(mark));
        AssertRestarted(failed, ended);
    }

    /// <summary>Of an array only the children that did not succeed run again, under their own index.</summary>
    [SkippableFact]
    public virtual async Task Only_failed_children_run_again()
    {
        Requires(BatchFeature.Restart, BatchFeature.Arrays);
        RequiresSignals();
        var mark = Unique("ran");
        var failed = await RunAsync(Run(Tasks.Mark(mark + TaskLanguage.Index), Tasks.ExitWithIndex()) with { Array = new ArraySpec { Size = 3 } });
        Assert.Equal((1, 2), (failed.Children![JobState.Succeeded], failed.Children[JobState.Failed]));

        var result = await Client.RestartAsync(failed.Reference, null, Cancellation);
        var ended = await EndOfAsync(Track(result.Job));

        Assert.Equal([1, 2], result.Indexes);
        Assert.Equal(JobState.Failed, ended.State);
        Assert.Equal(1, await CountMarksAsync(mark + "0"));
        Assert.Equal(2, await CountMarksAsync(mark + "1"));
        Assert.Equal(2, await CountMarksAsync(mark + "2"));
        AssertRestarted(failed, ended);
    }

    /// <summary>What fails in a restart runs again under the index it had at first, not under its place among those restarted.</summary>
    [SkippableFact]
    public virtual async Task A_second_restart_keeps_the_indexes()
    {
        Requires(BatchFeature.Restart, BatchFeature.Arrays);
        RequiresSignals();
        var mark = Unique("ran");
        var failed = await RunAsync(Run(Tasks.Mark(mark + TaskLanguage.Index), Tasks.ExitWithIndex()) with { Array = new ArraySpec { Size = 4 } });
        var again = await EndOfAsync(Track((await Client.RestartAsync(failed.Reference, null, Cancellation)).Job));

        var result = await Client.RestartAsync(again.Reference, null, Cancellation);
        await EndOfAsync(Track(result.Job));

        Assert.Equal([1, 2, 3], result.Indexes);
        Assert.Equal(1, await CountMarksAsync(mark + "0"));
        Assert.Equal(3, await CountMarksAsync(mark + "1"));
        Assert.Equal(3, await CountMarksAsync(mark + "3"));
    }

    /// <summary>An array of which all children succeed in the second run has succeeded.</summary>
    [SkippableFact]
    public virtual async Task An_array_can_succeed_the_second_time()
    {
        Requires(BatchFeature.Restart, BatchFeature.Arrays);
        RequiresSignals();
        var mark = Unique("ran");
        var failed = await RunAsync(Run(Tasks.FailFirst(1, mark + TaskLanguage.Index, 1)) with { Array = new ArraySpec { Size = 2 } });
        Assert.Equal(2, failed.Children![JobState.Failed]);

        var ended = await EndOfAsync(Track((await Client.RestartAsync(failed.Reference, null, Cancellation)).Job));

        Assert.Equal((JobState.Succeeded, 2), (ended.State, ended.Children![JobState.Succeeded]));
    }

    /// <summary>A restarted task has all its attempts again.</summary>
    [SkippableFact]
    public virtual async Task A_restart_has_all_attempts_again()
    {
        Requires(BatchFeature.Restart, BatchFeature.Retries);
        RequiresSignals();
        var mark = Unique("ran");
        var failed = await RunAsync(Run(Tasks.FailFirst(3, mark, 1)) with { Attempts = new AttemptPolicy { Max = 2 } });
        Assert.Equal(2, await CountMarksAsync(mark));

        var ended = await EndOfAsync(Track((await Client.RestartAsync(failed.Reference, null, Cancellation)).Job));

        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal(4, await CountMarksAsync(mark));
    }

    /// <summary>A job that was stopped can be run again.</summary>
    [SkippableFact]
    public virtual async Task A_stopped_job_can_run_again()
    {
        Requires(BatchFeature.Restart, BatchFeature.Stop);
        RequiresSignals();
        var gate = Unique("gate");
        var job = await SubmitAsync(Run(Tasks.WaitFor(gate)));
        await SeeAsync(job, JobState.Running);
        await Client.StopAsync(job.Reference, null, Cancellation);
        await EndOfAsync(job);

        var restarted = Track((await Client.RestartAsync(job.Reference, null, Cancellation)).Job);
        await OpenAsync(gate);

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(restarted)).State);
    }

    /// <summary>Dependents that were ruled out wait again, or are named as those that do not.</summary>
    [SkippableFact]
    public virtual async Task Dependents_wait_again_or_are_named()
    {
        Requires(BatchFeature.Restart, BatchFeature.DependencyOnSuccess);
        Skip.If(Capabilities[BatchFeature.DependencyOnSuccess].Level == SupportLevel.EmulatedWhileClientRuns, "Dependents are held by clients.");
        RequiresSignals();
        var mark = Unique("ran");
        var failed = await SubmitAsync(Run(Tasks.FailFirst(1, mark, 1)));
        var dependent = await SubmitAsync(Run(Tasks.Exit(0)) with { DependsOn = [new JobDependency { Job = failed.Reference.ToString() }] });
        Assert.Equal(JobState.Cancelled, (await EndOfAsync(dependent)).State);

        var result = await Client.RestartAsync(failed.Reference, null, Cancellation);
        await EndOfAsync(Track(result.Job));

        Assert.Equal(dependent.Reference, Assert.Single(result.RevivedDependents.Concat(result.DependentsNotRevived)));
        await SeeAsync(dependent, result.RevivedDependents.Count == 1 ? JobState.Succeeded : JobState.Cancelled);
    }

    /// <summary>What has not ended, and what has not failed, is not restarted.</summary>
    [SkippableFact]
    public virtual async Task What_has_not_failed_is_not_restarted()
    {
        Requires(BatchFeature.Restart);
        RequiresSignals();
        var gate = Unique("gate");
        var running = await SubmitAsync(Run(Tasks.WaitFor(gate)));
        await SeeAsync(running, JobState.Running);
        var succeeded = await SucceedAsync(Run(Tasks.Exit(0)));

        foreach (var job in new[] { running, succeeded })
        {
            var error = await Assert.ThrowsAsync<BatchException>(() => Client.RestartAsync(job.Reference, null, Cancellation));
            Assert.Equal(BatchErrorCode.Conflict, error.Code);
        }

        await OpenAsync(gate);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(running)).State);
    }

    private static void AssertRestarted(Job before, Job after)
    {
        if (after.Reference == before.Reference)
        {
            Assert.Equal(before.Run + 1, after.Run);
        }
        else
        {
            Assert.Equal(before.Reference, after.RestartOf);
        }
    }
}
