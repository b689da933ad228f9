using MultiBatch.Capabilities;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Waiting;

namespace MultiBatch.Conformance.Held;

/// <content>Spot then on demand, where a client moves the job on: one job to whoever submitted it, in one history.</content>
public abstract partial class HeldJobConformance
{
    /// <summary>A machine that is taken back on spot moves the job to on demand: a further attempt of the same job.</summary>
    [SkippableFact]
    public virtual async Task What_is_taken_back_on_spot_goes_on_on_demand()
    {
        RequiresSpotThenOnDemand();
        var (gate, began, mark) = (Unique("gate"), Unique("began"), Unique("ran"));
        var held = await SubmitAsync(OnSpot(1, Run(Tasks.Mark(began), Tasks.WaitFor(gate), Tasks.Mark(mark), Tasks.Out("done\n"))));
        var seen = new List<Job>();
        var waiting = Client.WaitAsync(held.Reference, new WaitOptions { Progress = new Listener(seen.Add) }, Cancellation);

        await SeeMarksAsync(began, 1);
        await ReclaimAsync(held, null);
        await SeeMarksAsync(began, 2);
        await OpenAsync(gate);
        var ended = await waiting;

        Assert.Equal((JobState.Succeeded, held.Reference, false), (ended.State, ended.Reference, ended.IsHeld));
        Assert.Equal(1, await CountMarksAsync(mark));
        Assert.Equal(2, ended.Attempt);
        AssertHistory(ended, PurchaseKind.Spot, PurchaseKind.OnDemand);
        Assert.Equal(seen.Select(job => job.Progress).OrderBy(progress => progress), seen.Select(job => job.Progress));
        Assert.True(held.IsHeld);
        if (Capabilities.Supports(BatchFeature.Logs))
        {
            Assert.Equal(["done"], await ReadLinesAsync(held.Reference));
        }
    }

    /// <summary>No more attempts are made on spot than asked for.</summary>
    [SkippableFact]
    public virtual async Task The_attempts_on_spot_are_counted()
    {
        RequiresSpotThenOnDemand();
        var (gate, began) = (Unique("gate"), Unique("began"));
        var held = await SubmitAsync(OnSpot(2, Run(Tasks.Mark(began), Tasks.WaitFor(gate))));
        var waiting = Client.WaitAsync(held.Reference, null, Cancellation);

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await SeeMarksAsync(began, attempt);
            await ReclaimAsync(held, null);
        }

        await SeeMarksAsync(began, 3);
        await OpenAsync(gate);
        var ended = await waiting;

        Assert.Equal((JobState.Succeeded, 3), (ended.State, ended.Attempt));
        AssertHistory(ended, PurchaseKind.Spot, PurchaseKind.Spot, PurchaseKind.OnDemand);
    }

    /// <summary>A task that fails by itself is not moved: on demand it would fail again, and cost more.</summary>
    [SkippableFact]
    public virtual async Task A_failing_task_is_not_moved()
    {
        RequiresSpotThenOnDemand();
        var mark = Unique("ran");

        var ended = await RunAsync(OnSpot(3, Run(Tasks.Mark(mark), Tasks.Exit(3))));

        Assert.Equal((JobState.Failed, JobCause.ExitCode, 3, false), (ended.State, ended.Cause, ended.ExitCode ?? -1, ended.IsHeld));
        Assert.Equal(1, await CountMarksAsync(mark));
    }

    /// <summary>Of an array only the children whose machines were taken back run again, under their own indexes.</summary>
    [SkippableFact]
    public virtual async Task Only_the_children_that_were_taken_back_run_again()
    {
        RequiresSpotThenOnDemand();
        Requires(BatchFeature.Arrays);
        var (gate, began, mark) = (Unique("gate"), Unique("began"), Unique("ran"));
        var body = new[] { Tasks.Mark(began + TaskLanguage.Index), Tasks.WaitFor(gate + TaskLanguage.Index), Tasks.Mark(mark + TaskLanguage.Index) };
        var held = await SubmitAsync(OnSpot(1, Run(body) with { Array = new ArraySpec { Size = 4 } }));
        var seen = new List<Job>();
        var waiting = Client.WaitAsync(held.Reference, new WaitOptions { Progress = new Listener(seen.Add) }, Cancellation);
        for (var index = 0; index < 4; index++)
        {
            await SeeMarksAsync(began + index, 1);
        }

        await ReclaimAsync(held, 1);
        await ReclaimAsync(held, 3);
        await OpenAsync(gate + "0");
        await OpenAsync(gate + "2");
        await SeeMarksAsync(began + "1", 2);
        await SeeMarksAsync(began + "3", 2);
        var meanwhile = await ChildrenAsync(held);
        await OpenAsync(gate + "1");
        await OpenAsync(gate + "3");
        var ended = await waiting;
        var children = await ChildrenAsync(held);

        Assert.Equal((JobState.Succeeded, 4, 4), (ended.State, ended.ArraySize ?? 0, ended.Children![JobState.Succeeded]));
        Assert.Equal([JobState.Succeeded, JobState.Succeeded], new[] { meanwhile[0].State, meanwhile[2].State });
        Assert.False(meanwhile[1].State.IsTerminal() || meanwhile[3].State.IsTerminal());
        Assert.Equal([0, 1, 2, 3], children.Select(child => child.Index!.Value));
        Assert.All(children, child => Assert.Equal((JobState.Succeeded, held.Reference), (child.State, child.Reference.Parent)));
        Assert.Equal([1, 2, 1, 2], children.Select(child => child.Attempt));
        for (var index = 0; index < 4; index++)
        {
            Assert.Equal((index % 2 == 0 ? 1 : 2, 1), (await CountMarksAsync(began + index), await CountMarksAsync(mark + index)));
        }

        Assert.Equal(seen.Select(job => job.Progress).OrderBy(progress => progress), seen.Select(job => job.Progress));
        var fromOther = await Connect().GetJobAsync(held.Reference.Child(3), Cancellation);
        Assert.Equal((JobState.Succeeded, 2), (fromOther.State, fromOther.Attempt));
    }

    /// <summary>A job that is stopped between spot and on demand, or on spot, starts nothing more.</summary>
    [SkippableFact]
    public virtual async Task A_stopped_job_is_not_moved()
    {
        RequiresSpotThenOnDemand();
        var (gate, began) = (Unique("gate"), Unique("began"));
        var held = await SubmitAsync(OnSpot(1, Run(Tasks.Mark(began), Tasks.WaitFor(gate))));
        using (var supervision = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            var supervising = Connect().SuperviseAsync(new SuperviseOptions { Jobs = [held.Reference] }, supervision.Token);
            await SeeMarksAsync(began, 1);
            await supervision.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => supervising);
        }

        await ReclaimAsync(held, null);
        var between = await Client.GetJobAsync(held.Reference, Cancellation);
        await Client.StopAsync(held.Reference, "enough", Cancellation);
        var ended = await EndOfAsync(held);

        Assert.Equal((JobState.Queued, 2, true), (between.State, between.Attempt, between.IsHeld));
        Assert.Equal((JobState.Cancelled, JobCause.Stopped), (ended.State, ended.Cause));
        Assert.Equal(1, await CountMarksAsync(began));
    }

    private static JobSpec OnSpot(int attempts, JobSpec spec) => spec with { Purchase = Purchase.SpotThenOnDemand(attempts) };

    private void AssertHistory(Job job, params PurchaseKind[] purchases)
    {
        if (job.AttemptsComplete)
        {
            Assert.Equal(Enumerable.Range(1, purchases.Length), job.Attempts.Select(attempt => attempt.Number));

            // What a service does not report of an attempt is null, not what was asked for.
            Assert.All(job.Attempts.Zip(purchases, (attempt, purchase) => (attempt.Purchase, purchase)), pair => Assert.Contains(pair.Purchase, new PurchaseKind?[] { null, pair.purchase }));
        }
    }

    private void RequiresSpotThenOnDemand()
    {
        RequiresSignals();
        Requires(BatchFeature.SpotThenOnDemand);
        Skip.IfNot(Capabilities[BatchFeature.SpotThenOnDemand].Level == SupportLevel.EmulatedWhileClientRuns, "The service does it by itself.");
    }

    private async Task ReclaimAsync(Job job, int? index) =>
        Skip.IfNot(await Harness.ReclaimAsync(job.Name!, index, Cancellation), "Nobody can take machines away on this platform.");

    private sealed class Listener(Action<Job> listen) : IProgress<Job>
    {
        public void Report(Job value) => listen(value);
    }
}
