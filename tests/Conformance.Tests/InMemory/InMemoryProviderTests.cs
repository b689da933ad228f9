using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Submissions;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.Conformance.Tests.InMemory;

/// <summary>What the conformance suites cannot see of the simulated service: its clock, its knobs and what it holds the client to.</summary>
public sealed class InMemoryProviderTests
{
    [Fact]
    public async Task Nothing_moves_but_by_the_clock()
    {
        var bench = new InMemoryBench(new InMemoryOptions { StartDelay = TimeSpan.FromSeconds(5) });
        var job = await bench.SubmitAsync(InMemoryBench.Run("out began", "sleep 30s", "out -ended"));

        Assert.Equal(JobState.Starting, (await bench.GetAsync(job)).State);
        bench.Clock.Advance(TimeSpan.FromSeconds(34.9));
        Assert.Equal(JobState.Running, (await bench.GetAsync(job)).State);
        Assert.Equal("began", await bench.ReadAsync(job));
        bench.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var ended = await bench.GetAsync(job);
        Assert.Equal((JobState.Succeeded, 0), (ended.State, ended.ExitCode));
        Assert.Equal(TimeSpan.FromSeconds(30), ended.EndedAt - ended.StartedAt);
        Assert.Equal("began-ended", await bench.ReadAsync(job));
    }

    [Fact]
    public async Task What_was_due_happens_in_order_and_at_its_own_time()
    {
        var bench = new InMemoryBench();
        var first = await bench.SubmitAsync(InMemoryBench.Run("sleep 10s"));
        var second = await bench.SubmitAsync(InMemoryBench.Run("sleep 5s") with { DependsOn = [new JobDependency { Job = first.ToString() }] });
        Assert.Equal(JobState.Blocked, (await bench.GetAsync(second)).State);

        bench.Clock.Advance(TimeSpan.FromHours(1));

        var (before, after) = (await bench.GetAsync(first), await bench.GetAsync(second));
        Assert.Equal(before.EndedAt, after.StartedAt);
        Assert.Equal(TimeSpan.FromSeconds(15), after.EndedAt - before.StartedAt);
    }

    [Fact]
    public async Task A_gate_holds_a_task_until_it_is_opened()
    {
        var bench = new InMemoryBench();
        var job = await bench.SubmitAsync(InMemoryBench.Run("wait go", "mark passed"));
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(JobState.Running, (await bench.GetAsync(job)).State);

        bench.Service.World.Open("go");

        Assert.Equal(JobState.Succeeded, (await bench.GetAsync(job)).State);
        Assert.Equal(1, bench.Service.World.CountMarks("passed"));
    }

    [Fact]
    public async Task A_level_turned_down_refuses_its_field_and_hides_its_interface()
    {
        var bench = new InMemoryBench(new InMemoryOptions
        {
            Levels = new Dictionary<BatchFeature, SupportLevel>
            {
                [BatchFeature.Labels] = SupportLevel.Unsupported,
                [BatchFeature.Arrays] = SupportLevel.EmulatedDurable,
                [BatchFeature.Queues] = SupportLevel.EmulatedDurable,
                [BatchFeature.Restart] = SupportLevel.EmulatedDurable,
            },
        });

        var plan = await bench.PlanAsync(new JobSpec
        {
            Command = ["true"],
            Labels = new Dictionary<string, string> { ["a"] = "b" },
            Array = new ArraySpec { Size = 2 },
        });

        Assert.Equal(DispositionKind.Rejected, plan.Dispositions.Single(item => item.Pointer == SpecPointers.Labels).Kind);
        Assert.Equal(DispositionKind.Emulated, plan.Dispositions.Single(item => item.Pointer == SpecPointers.ArraySize).Kind);
        Assert.Null(bench.Provider.GetService<IQueueProvider>());
        Assert.NotNull(bench.Provider.GetService<IQueuePlanner>());
        Assert.Null(bench.Provider.GetService<IRestartProvider>());
        Assert.NotNull(bench.Provider.GetService<IDefinitionProvider>());
    }

    [Fact]
    public async Task Stale_reads_show_what_was_for_as_many_calls_as_set()
    {
        var bench = new InMemoryBench(new InMemoryOptions { StaleReads = 2 });
        var job = await bench.SubmitAsync(new JobSpec { Command = ["true"] });

        var states = new List<JobState>();
        var listed = new List<int>();
        for (var read = 0; read < 3; read++)
        {
            states.Add((await bench.GetAsync(job)).State);
            listed.Add((await bench.ListAsync(new JobQuery())).Count);
        }

        Assert.Equal([JobState.Submitted, JobState.Submitted, JobState.Succeeded], states);
        Assert.Equal([0, 0, 1], listed);
    }

    [Fact]
    public async Task A_delayed_look_up_sees_a_submission_late_and_an_exact_one_at_once()
    {
        var late = new InMemoryBench(new InMemoryOptions { LookupDelay = TimeSpan.FromSeconds(10) });
        var id = SubmissionId.FromText("late");
        await late.SubmitAsync(new JobSpec { Command = ["true"] }, id);
        var key = InMemoryBench.KeyOf(await late.PlanAsync(new JobSpec { Command = ["true"] }, id));

        Assert.Equal(SubmissionStatus.Inconclusive, (await late.Provider.FindSubmissionAsync(key, CancellationToken.None)).Status);
        late.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(SubmissionStatus.Found, (await late.Provider.FindSubmissionAsync(key, CancellationToken.None)).Status);
        Assert.Equal(TimeSpan.FromSeconds(10), (await late.Provider.GetCapabilitiesAsync(CancellationToken.None)).Rates.SettleTime);

        var exact = new InMemoryBench();
        Assert.Equal(SubmissionStatus.Absent, (await exact.Provider.FindSubmissionAsync(key, CancellationToken.None)).Status);
    }

    [Theory]
    [InlineData(RepeatedSubmit.SameJob, 1, null)]
    [InlineData(RepeatedSubmit.AlreadyExists, 1, BatchErrorCode.AlreadyExists)]
    [InlineData(RepeatedSubmit.SecondJob, 2, null)]
    public async Task A_repeated_submit_is_what_the_service_makes_of_it(RepeatedSubmit setting, int jobs, BatchErrorCode? error)
    {
        var bench = new InMemoryBench(new InMemoryOptions { RepeatedSubmit = setting });
        var id = SubmissionId.FromText("twice");
        await bench.SubmitAsync(new JobSpec { Command = ["true"] }, id);

        var second = await bench.TrySubmitAsync(new JobSpec { Command = ["true"] }, id);

        Assert.Equal(error, second.Error?.Code);
        Assert.Equal(jobs, (await bench.ListAsync(new JobQuery())).Count);
    }

    [Fact]
    public async Task A_submit_that_breaks_off_is_found_partial_and_can_be_completed()
    {
        var bench = new InMemoryBench();
        var spec = new JobSpec { Command = ["true"], Array = new ArraySpec { Size = 5 } };
        var id = SubmissionId.FromText("broken");
        bench.Service.BreakNextSubmitAfter = 2;

        var broken = await bench.TrySubmitAsync(spec, id);
        var lookup = await bench.Provider.FindSubmissionAsync(InMemoryBench.KeyOf(await bench.PlanAsync(spec, id)), CancellationToken.None);
        var completed = await bench.TrySubmitAsync(spec, id, lookup);

        Assert.Equal(BatchEffect.Unknown, broken.Error!.Effect);
        Assert.Equal(SubmissionStatus.Partial, lookup.Status);
        var ended = await bench.GetAsync(completed.Job!.Reference);
        Assert.Equal(5, ended.Children![JobState.Succeeded]);
        Assert.Single(await bench.ListAsync(new JobQuery()));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_lost_reply_leaves_what_was_done_and_a_lost_request_nothing(bool before, int jobs)
    {
        var bench = new InMemoryBench();
        Func<InMemoryCall, Task> lose = call => call.Operation == "Submit"
            ? throw new BatchException(BatchErrorCode.Unavailable, "Lost.") { Effect = BatchEffect.Unknown }
            : Task.CompletedTask;
        bench.Service.BeforeCall = before ? lose : null;
        bench.Service.AfterCall = before ? null : lose;

        await Assert.ThrowsAsync<BatchException>(() => bench.TrySubmitAsync(new JobSpec { Command = ["true"] }));

        Assert.Equal(jobs, (await bench.ListAsync(new JobQuery())).Count);
    }

    [Fact]
    public async Task One_item_of_a_batch_can_fail_alone()
    {
        var bench = new InMemoryBench();
        var good = await bench.PlanAsync(new JobSpec { Command = ["true"] });
        var bad = await bench.PlanAsync(new JobSpec { Command = ["true"] });
        bench.Service.ItemFault = (_, key) => key == bad.Request.SubmissionId.ToString() ? new BatchException(BatchErrorCode.Throttled, "No.") : null;

        var results = await bench.Provider.SubmitAsync(
            [.. new[] { good, bad }.Select(plan => new ProviderSubmission { Plan = plan, Key = InMemoryBench.KeyOf(plan) })], CancellationToken.None);

        Assert.NotNull(results[0].Job);
        Assert.Equal(BatchErrorCode.Throttled, results[1].Error!.Code);
    }

    [Fact]
    public async Task Pages_are_cut_to_size_and_may_be_empty_between()
    {
        var bench = new InMemoryBench(new InMemoryOptions { PageSize = 2, EmptyPages = true });
        for (var number = 0; number < 5; number++)
        {
            await bench.SubmitAsync(new JobSpec { Command = ["true"], Name = $"job-{number}" });
        }

        var pages = new List<int>();
        string? token = null;
        do
        {
            var page = await bench.Provider.ListJobsAsync(new JobQuery(), token, CancellationToken.None);
            pages.Add(page.Items.Count);
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal([2, 0, 2, 0, 1], pages);
        Assert.Equal(["job-4", "job-3", "job-2", "job-1", "job-0"], (await bench.ListAsync(new JobQuery())).Select(job => job.Name));
    }

    [Fact]
    public async Task Spot_then_on_demand_moves_on_after_its_losses_only()
    {
        var bench = new InMemoryBench();
        var spec = InMemoryBench.Run("fail-first 1 tried 7", "wait go") with
        {
            Purchase = Purchase.SpotThenOnDemand(2),
            Attempts = new AttemptPolicy { Max = 2 },
        };
        var job = await bench.SubmitAsync(spec);
        await bench.GetAsync(job);
        bench.Service.Preempt(job);
        await bench.GetAsync(job);
        bench.Service.LoseHost(job);
        await bench.GetAsync(job);
        bench.Service.World.Open("go");

        var attempts = (await bench.GetAsync(job)).Attempts;

        Assert.Equal([JobCause.ExitCode, JobCause.Preempted, JobCause.HostLost, null], attempts.Select(attempt => attempt.Cause));
        Assert.Equal([PurchaseKind.Spot, PurchaseKind.Spot, PurchaseKind.Spot, PurchaseKind.OnDemand], attempts.Select(attempt => attempt.Purchase));
    }

    [Fact]
    public async Task Lines_are_all_that_a_service_of_lines_keeps()
    {
        var bench = new InMemoryBench(new InMemoryOptions { LogFidelity = LogFidelity.Lines });
        var job = await bench.SubmitAsync(InMemoryBench.Run("outhex 61ff0a62", "wait go"));

        Assert.Equal("a\uFFFD\n", await bench.ReadAsync(job));
        bench.Service.World.Open("go");
        await bench.GetAsync(job);
        Assert.Equal("a\uFFFD\nb\n", await bench.ReadAsync(job));
    }

    [Fact]
    public async Task A_page_of_a_log_goes_on_where_the_last_one_ended()
    {
        var bench = new InMemoryBench();
        var job = await bench.SubmitAsync(InMemoryBench.Run("out \"abc\\nde\"", "err X", "out \"f\\ngh\""));
        await bench.GetAsync(job);

        var text = string.Empty;
        LogPage page;
        string? token = null;
        do
        {
            page = await bench.Provider.ReadLogAsync(new LogRequest { Job = job, Token = token, MaxBytes = 2 }, CancellationToken.None);
            text += string.Concat(page.Entries.Select(entry => entry.Bytes.Span.Length is > 0 and <= 2 ? System.Text.Encoding.UTF8.GetString(entry.Bytes.Span) : "?"));
            token = page.NextToken;
        }
        while (!page.IsComplete);

        Assert.Equal("abc\ndeXf\ngh", text);
        Assert.Equal("abc\ndef\ngh", await bench.ReadAsync(job, LogStreamKind.Output));
    }

    [Fact]
    public async Task The_client_is_held_to_its_promises()
    {
        var bench = new InMemoryBench(new InMemoryOptions { Levels = new Dictionary<BatchFeature, SupportLevel> { [BatchFeature.Labels] = SupportLevel.Unsupported } });
        var rejected = await bench.PlanAsync(new JobSpec { Command = ["true"], Labels = new Dictionary<string, string> { ["a"] = "b" } });

        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Provider.SubmitAsync(
            [new ProviderSubmission { Plan = rejected, Key = InMemoryBench.KeyOf(rejected) }], CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.PlanAsync(new JobSpec { Command = ["true"], Script = "true" }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Provider.GetJobsAsync([], CancellationToken.None));
    }
}
