using MultiBatch.Client.Tests.Fakes;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Client.Tests.Held;

/// <summary>Clients that die, sleep or are cancelled between the record of a start and the start.</summary>
public sealed class LeaseTests
{
    [Theory]
    [InlineData(RepeatedSubmit.SameJob)]
    [InlineData(RepeatedSubmit.AlreadyExists)]
    [InlineData(RepeatedSubmit.SecondJob)]
    public async Task A_client_that_slept_through_its_lease_starts_no_second_job(RepeatedSubmit repeated)
    {
        await using var bench = new HeldBench(options => options with { RepeatedSubmit = repeated });
        var before = await bench.SubmitAsync("true");
        var held = await bench.Client.SubmitAsync(new JobSpec { Name = "once", Script = "sleep 60\nmark ran", DependsOn = [HeldBench.On(before)] }, HeldBench.Allow);
        var (sleeps, claimed) = (new TaskCompletionSource(), new TaskCompletionSource());
        var catalogue = new WatchedCatalogue(bench.Catalogue);
        bench.Service.BeforeCall = call =>
        {
            if (call.Operation != "Submit" || !claimed.TrySetResult())
            {
                return Task.CompletedTask;
            }

            // The first to start it has written its claim, and sleeps before its request leaves.
            catalogue.Connected = sleeps.Task;
            return sleeps.Task;
        };
        var sleeper = bench.Connect(catalogue).SuperviseAsync(new SuperviseOptions { Jobs = [held.Reference] });
        await claimed.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("\"lease\"", await bench.DocumentAsync(held, "open"));

        var began = bench.Clock.GetUtcNow();
        await bench.Connect().SuperviseAsync(new SuperviseOptions { Jobs = [held.Reference] });
        var waited = bench.Clock.GetUtcNow() - began;
        sleeps.SetResult();
        await sleeper.WaitAsync(TimeSpan.FromMinutes(1));
        var ended = await bench.Connect().WaitAsync(held.Reference);
        var jobs = await bench.ServiceJobsAsync("once");

        Assert.True(waited >= TimeSpan.FromSeconds(15), $"The lease was taken over after {waited}.");
        Assert.Equal((JobState.Succeeded, 1), (ended.State, bench.Service.World.CountMarks("ran")));
        Assert.Equal(repeated == RepeatedSubmit.SecondJob ? 2 : 1, jobs.Count);
        Assert.Single(jobs, job => job.State == JobState.Succeeded);
    }

    [Fact]
    public async Task A_supervision_that_is_cancelled_gives_its_lease_back()
    {
        await using var bench = new HeldBench();
        var before = await bench.SubmitAsync("true");
        var held = await bench.Client.SubmitAsync(new JobSpec { Name = "once", Script = "mark ran", DependsOn = [HeldBench.On(before)] }, HeldBench.Allow);
        var claimed = new TaskCompletionSource();
        bench.Service.BeforeCall = call => call.Operation == "Submit" && claimed.TrySetResult() ? Task.Delay(Timeout.Infinite) : Task.CompletedTask;
        using var cancellation = new CancellationTokenSource();
        var supervising = bench.Connect().SuperviseAsync(new SuperviseOptions { Jobs = [held.Reference] }, cancellation.Token);
        await claimed.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => supervising.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.DoesNotContain("\"lease\"", await bench.DocumentAsync(held, "open"));
        var ended = await bench.Client.WaitAsync(held.Reference);

        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal(1, bench.Service.World.CountMarks("ran"));
    }

    [Fact]
    public async Task A_start_whose_reply_is_lost_is_settled()
    {
        await using var bench = new HeldBench();
        var before = await bench.SubmitAsync("true");
        var held = await bench.Client.SubmitAsync(new JobSpec { Name = "once", Script = "mark ran", DependsOn = [HeldBench.On(before)] }, HeldBench.Allow);
        var lost = 0;
        bench.Service.AfterCall = call => call.Operation == "Submit" && Interlocked.Increment(ref lost) == 1 ? throw Faults.ReplyLost() : Task.CompletedTask;

        var ended = await bench.Client.WaitAsync(held.Reference);

        Assert.Equal((JobState.Succeeded, 1), (ended.State, bench.Service.World.CountMarks("ran")));
        Assert.Null(await bench.DocumentAsync(held, "open"));
    }

    [Fact]
    public async Task A_job_stopped_while_a_client_starts_it_does_not_run_on()
    {
        await using var bench = new HeldBench();
        var before = await bench.SubmitAsync("true");
        var held = await bench.Client.SubmitAsync(new JobSpec { Name = "long", Script = "sleep 1000", DependsOn = [HeldBench.On(before)] }, HeldBench.Allow);
        var (goesOn, claimed) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Service.BeforeCall = call => call.Operation == "Submit" && claimed.TrySetResult() ? goesOn.Task : Task.CompletedTask;
        var supervising = bench.Connect().SuperviseAsync(new SuperviseOptions { Jobs = [held.Reference] });
        await claimed.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await bench.Client.StopAsync(held.Reference, "changed my mind");
        goesOn.SetResult();
        await supervising.WaitAsync(TimeSpan.FromMinutes(1));
        var ended = await bench.Client.WaitAsync(held.Reference);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped), (ended.State, ended.Cause));
    }

    [Fact]
    public async Task A_job_the_service_will_never_take_ends_as_failed()
    {
        await using var bench = new HeldBench();
        var before = await bench.SubmitAsync("true");
        var held = await bench.SubmitAsync("true", HeldBench.On(before));
        bench.Service.ItemFault = (operation, _) => operation == "Submit" ? new BatchException(BatchErrorCode.InvalidSpec, "Too large after all.") : null;

        var ended = await bench.Client.WaitAsync(held.Reference);

        Assert.Equal((JobState.Failed, JobCause.StartError), (ended.State, ended.Cause));
        Assert.Contains("Too large after all", ended.Reason);
    }

    [Fact]
    public async Task A_client_that_may_not_start_jobs_says_so_and_the_job_stays_held()
    {
        await using var bench = new HeldBench();
        var before = await bench.SubmitAsync("true");
        var held = await bench.SubmitAsync("mark ran", HeldBench.On(before));
        bench.Service.ItemFault = (operation, _) => operation == "Submit" ? Faults.Denied() : null;

        var fromWait = await Assert.ThrowsAsync<BatchException>(() => bench.Client.WaitAsync(held.Reference));
        var fromSupervision = await Assert.ThrowsAsync<BatchException>(() => bench.Connect().SuperviseAsync());
        bench.Service.ItemFault = null;
        await bench.Connect().SuperviseAsync();

        Assert.Equal((BatchErrorCode.PermissionDenied, BatchErrorCode.PermissionDenied), (fromWait.Code, fromSupervision.Code));
        Assert.Equal(JobState.Succeeded, (await bench.Client.WaitAsync(held.Reference)).State);
    }
}
