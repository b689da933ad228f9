using MultiBatch.Capabilities;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Client.Tests.Held;

public sealed class HeldJobTests
{
    [Fact]
    public async Task Waiting_for_many_held_jobs_costs_few_reads()
    {
        const int Count = 400;
        await using var bench = new HeldBench(options => options with { DefaultVCpus = 4096, Rates = options.Rates with { SubmitBatchSize = 100 } });
        var before = await bench.SubmitAsync("wait gate");
        var specs = Enumerable.Range(0, Count).Select(_ => new JobSpec { Name = "many", Script = "mark ran", DependsOn = [HeldBench.On(before)] });
        var held = await bench.Client.SubmitManyAsync(specs, HeldBench.Allow).Select(outcome => outcome.Job!.Reference).ToListAsync();
        var catalogue = new WatchedCatalogue(bench.Catalogue);
        var client = bench.Connect(catalogue);
        var waiting = client.WaitManyAsync(held).ToListAsync().AsTask();
        await bench.UntilAsync(() => Task.FromResult(catalogue.Reads >= Count));
        await Task.Delay(TimeSpan.FromSeconds(10), bench.Clock);
        var (reads, gets) = (catalogue.Reads, bench.Service.Calls.Count(call => call.Operation == "GetJobs"));

        await Task.Delay(TimeSpan.FromMinutes(2), bench.Clock);
        var (idleReads, idleGets) = (catalogue.Reads - reads, bench.Service.Calls.Count(call => call.Operation == "GetJobs") - gets);
        bench.Service.World.Open("gate");
        var ended = await waiting;

        Assert.True(idleReads < Count / 2, $"{idleReads} reads while nothing happened.");
        Assert.True(idleGets < 200, $"{idleGets} gets while nothing happened.");
        Assert.Equal((Count, Count), (ended.Count(job => job.State == JobState.Succeeded), bench.Service.World.CountMarks("ran")));
        Assert.True(catalogue.Reads < Count * 8, $"{catalogue.Reads} reads for {Count} jobs.");
    }

    [Fact]
    public async Task What_is_held_and_what_waits_for_it_are_planned_so()
    {
        await using var bench = new HeldBench();
        var before = await bench.SubmitAsync("true");

        var plans = await bench.Client.PlanManyAsync(
            [
                new JobSpec { Name = "last", Script = "true", DependsOn = [new JobDependency { Job = "middle" }] },
                new JobSpec { Name = "middle", Script = "true", DependsOn = [HeldBench.On(before)] },
                new JobSpec { Name = "alone", Script = "true" },
            ]).ToListAsync();

        Assert.All(plans, plan => Assert.True(plan.IsAccepted));
        Assert.Equal([true, true, false], plans.Select(plan => plan.IsHeld));
        Assert.Equal(["last", "middle", "alone"], plans.Select(plan => plan.Requested.Name));
    }

    [Fact]
    public async Task Jobs_that_name_each_other_run_in_order_also_when_held()
    {
        await using var bench = new HeldBench();

        var outcomes = await bench.Client.SubmitManyAsync(
            [
                new JobSpec { Name = "c", Script = "mark c", DependsOn = [new JobDependency { Job = "b" }] },
                new JobSpec { Name = "b", Script = "mark b", DependsOn = [new JobDependency { Job = "a" }] },
                new JobSpec { Name = "a", Script = "mark a" },
            ],
            HeldBench.Allow).ToListAsync();
        var ended = await bench.Client.WaitManyAsync(outcomes.Select(outcome => outcome.Job!.Reference)).ToListAsync();

        Assert.Equal(["a", "b", "c"], ended.Select(job => job.Name));
        Assert.All(ended, job => Assert.Equal(JobState.Succeeded, job.State));
    }

    [Fact]
    public async Task A_missing_job_is_not_waited_for()
    {
        await using var bench = new HeldBench();
        var never = new JobReference("memory", "never");

        var error = await Assert.ThrowsAsync<BatchException>(() => bench.Client.SubmitAsync(
            new JobSpec { Script = "true", DependsOn = [new JobDependency { Job = never.ToString() }] }, HeldBench.Allow));

        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        Assert.Contains("there is no job memory:never", error.Message);
    }

    [Fact]
    public async Task Index_by_index_only_the_children_start_whose_counterparts_ended_so()
    {
        await using var bench = new HeldBench();
        var before = await bench.Client.SubmitAsync(new JobSpec { Script = "exit {index}", Array = new ArraySpec { Size = 3 } });
        var held = await bench.Client.SubmitAsync(
            new JobSpec
            {
                Name = "after",
                Script = "mark ran{index}",
                Array = new ArraySpec { Size = 3 },
                DependsOn = [HeldBench.On(before, DependencyCondition.Failure, DependencyMode.IndexToIndex)],
            },
            HeldBench.Allow);

        var ended = await bench.Client.WaitAsync(held.Reference);
        var children = await bench.Client.ListChildrenAsync(held.Reference).ToListAsync();

        Assert.Equal((JobState.Cancelled, 3), (ended.State, ended.Children!.Total));
        Assert.Equal([JobState.Cancelled, JobState.Succeeded, JobState.Succeeded], children.Select(child => child.State));
        Assert.Equal(JobCause.DependencyFailed, children[0].Cause);
        Assert.Equal((0, 1, 1), (bench.Service.World.CountMarks("ran0"), bench.Service.World.CountMarks("ran1"), bench.Service.World.CountMarks("ran2")));
    }

    [Fact]
    public async Task A_held_job_that_was_cancelled_can_be_repeated()
    {
        await using var bench = new HeldBench(options => options with
        {
            Levels = new Dictionary<BatchFeature, SupportLevel>(options.Levels.ToDictionary(pair => pair.Key, pair => pair.Value)) { [BatchFeature.Restart] = SupportLevel.EmulatedDurable },
        });
        var before = await bench.SubmitAsync("false");
        var held = await bench.SubmitAsync("mark ran", HeldBench.On(before));
        Assert.Equal(JobState.Cancelled, (await bench.Client.WaitAsync(held.Reference)).State);

        var again = await bench.Client.RestartAsync(held.Reference);

        Assert.Equal(JobState.Succeeded, (await bench.Client.WaitAsync(again.Job.Reference)).State);
        Assert.Equal((held.Reference, 1), (again.Job.RestartOf, bench.Service.World.CountMarks("ran")));
    }

    [Fact]
    public async Task The_cause_of_waiting_is_told()
    {
        await using var bench = new HeldBench();
        var before = await bench.SubmitAsync("wait gate");
        var held = await bench.SubmitAsync("true", HeldBench.On(before));

        var waiting = await bench.Client.DiagnoseAsync(held.Reference);
        await bench.Client.StopAsync(held.Reference);
        var stopped = await bench.Client.DiagnoseAsync(held.Reference);

        Assert.Equal("Held", Assert.Single(waiting.Findings).Code);
        Assert.Equal("Stopped", Assert.Single(stopped.Findings).Code);
    }
}
