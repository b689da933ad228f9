using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Planning;
using MultiBatch.Providers;
using MultiBatch.Submissions;

namespace MultiBatch.Conformance.Contract;

/// <summary>What <see cref="IBatchProvider"/> promises, asked of the provider itself, without a client that could make up for it.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class ProviderContractConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    private IBatchProvider _provider = null!;

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _provider = Harness.Connect();
    }

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _provider.DisposeAsync();
    }

    /// <summary>A look-up finds what was submitted, by its id alone, and does not find what was not.</summary>
    [SkippableFact]
    public virtual async Task A_look_up_finds_what_was_submitted()
    {
        var job = await SubmitAsync(Run(Tasks.Exit(0)));
        var key = KeyOf(job);

        SubmissionLookup? found = null;
        await EventuallyAsync(
            async () => (found = await _provider.FindSubmissionAsync(key, Cancellation)).Status == SubmissionStatus.Found, () => $"the submission; it is {found?.Status}");
        var missing = await _provider.FindSubmissionAsync(key with { Id = SubmissionId.FromText(Unique("never")) }, Cancellation);

        Assert.Equal(job.Reference.Id, found!.Job!.Reference.Id);
        Assert.Empty(found.Duplicates);
        Assert.Equal(Capabilities.Rates.SettleTime == TimeSpan.Zero ? SubmissionStatus.Absent : SubmissionStatus.Inconclusive, missing.Status);
        Assert.Null(missing.Job);
        await EndOfAsync(job);
    }

    /// <summary>One result comes back per reference, in their order, null for what is not there.</summary>
    [SkippableFact]
    public virtual async Task Jobs_come_back_in_the_order_asked_for()
    {
        Requires(BatchFeature.Arrays);
        var array = await RunAsync(Run(Tasks.ExitWithIndex()) with { Array = new ArraySpec { Size = 3 } });
        var single = await RunAsync(Run(Tasks.Exit(5)));
        JobReference[] asked = [array.Reference.Child(2), single.Reference, array.Reference.Child(9), array.Reference, array.Reference.Child(0)];

        var jobs = new List<Job?>();
        foreach (var batch in Enumerable.Range(0, asked.Length).GroupBy(index => index / Capabilities.Rates.GetBatchSize))
        {
            jobs.AddRange(await _provider.GetJobsAsync([.. batch.Select(index => asked[index])], Cancellation));
        }

        Assert.Equal([2, null, null, null, 0], jobs.Select(job => job?.Index));
        Assert.Equal([2, 5, null, null, 0], jobs.Select(job => job?.ExitCode ?? (job?.State == JobState.Succeeded ? 0 : null)));
        Assert.Null(jobs[2]);
        Assert.Equal(3, jobs[3]!.ArraySize);
    }

    /// <summary>Stopping gives one result per reference, in their order, and what is not there is an error of its own item.</summary>
    [SkippableFact]
    public virtual async Task Stopping_gives_one_result_per_reference()
    {
        Requires(BatchFeature.Stop, BatchFeature.Arrays);
        var array = await RunAsync(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 2 } });
        JobReference[] asked = [array.Reference, array.Reference.Child(40), array.Reference];

        var results = new List<BatchException?>();
        foreach (var batch in Enumerable.Range(0, asked.Length).GroupBy(index => index / Capabilities.Rates.StopBatchSize))
        {
            results.AddRange(await _provider.StopJobsAsync([.. batch.Select(index => asked[index])], "conformance", Cancellation));
        }

        Assert.Equal([null, BatchErrorCode.NotFound, null], results.Select(result => result?.Code));
    }

    /// <summary>Submits of one call give one result each, in their order.</summary>
    [SkippableFact]
    public virtual async Task Submitting_gives_one_result_per_submission()
    {
        var count = Math.Min(3, Capabilities.Rates.SubmitBatchSize);
        var submissions = new List<ProviderSubmission>();
        for (var number = 0; number < count; number++)
        {
            var plan = await PlanAsync(Complete(Run(Tasks.Exit(number))));
            Assert.True(plan.IsAccepted, string.Join("\n", plan.Dispositions));
            submissions.Add(new ProviderSubmission { Plan = plan, Key = KeyOf(plan.Request) });
        }

        var results = await _provider.SubmitAsync(submissions, Cancellation);

        Assert.Equal(submissions.Select(submission => submission.Key.Id), results.Select(result => result.SubmissionId));
        foreach (var (result, number) in results.Select((result, number) => (result, number)))
        {
            Assert.Null(result.Error);
            var ended = await EndOfAsync(result.Job!);
            Assert.Equal(number == 0 ? JobState.Succeeded : JobState.Failed, ended.State);
        }
    }

    /// <summary>Children are listed by index, on pages that make the whole.</summary>
    [SkippableFact]
    public virtual async Task Children_are_listed_by_index()
    {
        Requires(BatchFeature.Arrays);
        var array = await RunAsync(Run(Tasks.Exit(0)) with { Array = new ArraySpec { Size = 9 } });

        var indexes = new List<int?>();
        string? token = null;
        do
        {
            var page = await _provider.ListJobsAsync(new JobQuery { ChildrenOf = array.Reference, PageSize = 2 }, token, Cancellation);
            indexes.AddRange(page.Items.Select(child => child.Index));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 9).Select(index => (int?)index), indexes);
    }

    /// <summary>An empty page of a log says where to go on.</summary>
    [SkippableFact]
    public virtual async Task An_empty_page_of_a_log_says_where_to_go_on()
    {
        Requires(BatchFeature.Logs, BatchFeature.LiveLogs);
        RequiresSignals();
        var (gate, mark) = (Unique("gate"), Unique("began"));
        var job = await SubmitAsync(Run(Tasks.Mark(mark), Tasks.WaitFor(gate), Tasks.Out("late\n")));
        await SeeMarksAsync(mark, 1);

        var empty = await _provider.ReadLogAsync(new LogRequest { Job = job.Reference }, Cancellation);
        await OpenAsync(gate);
        await EndOfAsync(job);
        var text = new List<string>();
        LogPage page;
        var token = empty.NextToken;
        do
        {
            page = await _provider.ReadLogAsync(new LogRequest { Job = job.Reference, Token = token }, Cancellation);
            text.AddRange(page.Entries.Select(entry => entry.Text));
            token = page.NextToken;
        }
        while (!page.IsComplete);

        Assert.Empty(empty.Entries);
        Assert.False(empty.IsComplete);
        Assert.Equal(["late"], text);
    }

    /// <summary>A token that is cancelled ends the call as a cancellation, not as an error of the service.</summary>
    [SkippableFact]
    public virtual async Task A_cancelled_token_is_a_cancellation()
    {
        var job = await RunAsync(Run(Tasks.Exit(0)));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _provider.GetJobsAsync([job.Reference], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _provider.ListJobsAsync(new JobQuery(), null, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _provider.FindSubmissionAsync(KeyOf(job), cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _provider.StopJobsAsync([job.Reference], "x", cancelled.Token));
    }

    /// <summary>Calls from many threads at once do not disturb each other.</summary>
    [SkippableFact]
    public virtual async Task Calls_from_many_threads_do_not_disturb_each_other()
    {
        var job = await RunAsync(Run(Tasks.Exit(0)));

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(
            async () => number % 2 == 0
                ? (await _provider.GetJobsAsync([job.Reference], Cancellation))[0]
                : (await _provider.ListJobsAsync(new JobQuery { Name = job.Name }, null, Cancellation)).Items.SingleOrDefault(seen => seen.Name == job.Name),
            Cancellation)));

        Assert.All(results.Where((_, number) => number % 2 == 0), seen => Assert.Equal(job.Reference.Id, seen?.Reference.Id));
    }

    /// <summary>A plan of the provider itself leaves no field out, and an offline one calls nothing it would have to wait for.</summary>
    [SkippableFact]
    public virtual async Task A_plan_leaves_no_field_out()
    {
        foreach (var probe in Declarations.FeatureProbe.All)
        {
            // What a client takes out before it asks the provider is not the provider's to judge.
            if (Capabilities[probe.Feature].Level != SupportLevel.EmulatedWhileClientRuns)
            {
                var plan = await PlanAsync(probe.Ask(Complete(Run(Tasks.Exit(0)))), PlanMode.Offline);
                Assert.Empty(SpecFields.Of(plan.Request.Spec).Except(plan.Dispositions.Select(disposition => disposition.Pointer)));
            }
        }
    }

    private async Task<ProviderPlan> PlanAsync(JobSpec spec, PlanMode mode = PlanMode.Connected)
    {
        // The client's own plan is what a provider is given: queue, machine and all that the client resolves are in it.
        var resolved = await Client.PlanAsync(Complete(Run(Tasks.Exit(0))), mode, null, Cancellation);
        var request = resolved.ProviderPlan!.Request;
        return await _provider.PlanAsync(
            request with { SubmissionId = SubmissionId.FromText(Unique("contract")), Spec = spec with { Queue = request.Spec.Queue } }, Cancellation);
    }

    private static SubmissionKey KeyOf(Job job) => new()
    {
        Id = SubmissionId.FromText(job.SubmissionId!),
        JobName = job.Name!,
        Queue = job.Queue!,
        ArraySize = job.ArraySize,
    };

    private static SubmissionKey KeyOf(PlanRequest request) => new()
    {
        Id = request.SubmissionId,
        JobName = request.Spec.Name!,
        Queue = request.Spec.Queue!,
        ArraySize = request.Spec.Array?.Size ?? request.Spec.Array?.Tasks?.Rows.Count,
    };
}
