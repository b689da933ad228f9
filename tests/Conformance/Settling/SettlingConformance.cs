using MultiBatch.Capabilities;
using MultiBatch.Conformance.Faults;
using MultiBatch.Jobs;
using MultiBatch.Submissions;
using MultiBatch.Submitting;

namespace MultiBatch.Conformance.Settling;

/// <summary>A submit is settled whatever becomes of requests and replies: no job is lost and none is there twice.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class SettlingConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    private BatchClient _client = null!;

    private IFaultHook _faults = null!;

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var connection = Harness.ConnectWithFaults();
        _client = Connect(connection.Provider);
        _faults = connection.Faults;
    }

    /// <summary>A submit whose request or reply is lost makes one job, which runs once.</summary>
    [SkippableTheory]
    [InlineData(FaultKind.ReplyLost, 1)]
    [InlineData(FaultKind.ReplyLost, 2)]
    [InlineData(FaultKind.RequestLost, 1)]
    [InlineData(FaultKind.RequestLost, 2)]
    [InlineData(FaultKind.Throttled, 1)]
    [InlineData(FaultKind.Throttled, 3)]
    [InlineData(FaultKind.Unavailable, 1)]
    [InlineData(FaultKind.FirstItemThrottled, 1)]
    public virtual async Task A_submit_that_goes_wrong_makes_one_job(FaultKind kind, int times)
    {
        RequiresSignals();
        var mark = Unique("ran");
        _faults.Fail(ProviderOperation.Submit, kind, times);

        var job = await SubmitSettledAsync(Complete(Run(Tasks.Mark(mark))));

        await AssertOneAsync(job, mark, 1);
    }

    /// <summary>The same for an array: whole, and once.</summary>
    [SkippableTheory]
    [InlineData(FaultKind.ReplyLost)]
    [InlineData(FaultKind.RequestLost)]
    public virtual async Task An_array_whose_submit_goes_wrong_is_there_whole_and_once(FaultKind kind)
    {
        Requires(BatchFeature.Arrays);
        RequiresSignals();
        var mark = Unique("ran");
        _faults.Fail(ProviderOperation.Submit, kind);

        var job = await SubmitSettledAsync(Complete(Run(Tasks.Mark(mark)) with { Array = new ArraySpec { Size = 5 } }));

        await AssertOneAsync(job, mark, 5);
    }

    /// <summary>Of many whose reply is lost each is there once.</summary>
    [SkippableTheory]
    [InlineData(FaultKind.ReplyLost)]
    [InlineData(FaultKind.RequestLost)]
    [InlineData(FaultKind.FirstItemThrottled)]
    public virtual async Task Of_many_that_go_wrong_each_is_there_once(FaultKind kind)
    {
        RequiresSignals();
        var (name, mark) = (Unique("many"), Unique("ran"));
        _faults.Fail(ProviderOperation.Submit, kind);

        var jobs = new List<Job>();
        var specs = Enumerable.Range(0, 25).Select(number => Complete(Run(Tasks.Mark(mark)) with { Name = $"{name}-{number}" })).ToList();
        await foreach (var outcome in _client.SubmitManyAsync(specs, null, Cancellation))
        {
            jobs.Add(outcome.Job ?? await SettleAsync(outcome.Spec, outcome.Error!));
        }

        Assert.All(await EndsOfAsync(jobs), job => Assert.Equal(JobState.Succeeded, job.State));

        Assert.Equal(25, jobs.Select(job => job.Reference).Distinct().Count());
        Assert.Equal(25, await CountMarksAsync(mark));
        await EventuallyAsync(async () => (await ListAsync(new JobQuery { Name = name + "-*" })).Count >= 25, () => "25 jobs");
        Assert.Equal(25, (await ListAsync(new JobQuery { Name = name + "-*" })).Count);
    }

    /// <summary>An id given by the caller is the job's, and submitting with it again gives the same job.</summary>
    [SkippableFact]
    public virtual async Task The_same_id_again_gives_the_same_job()
    {
        RequiresSignals();
        var mark = Unique("ran");
        var id = SubmissionId.FromText(Unique("nightly"));
        var spec = Complete(Run(Tasks.Mark(mark)));

        var first = await Client.SubmitAsync(spec, new SubmitOptions { SubmissionId = id }, Cancellation);
        var again = await Client.SubmitAsync(spec, new SubmitOptions { SubmissionId = id }, Cancellation);
        await EndOfAsync(first);
        var afterItsEnd = await Client.SubmitAsync(spec, new SubmitOptions { SubmissionId = id }, Cancellation);

        Assert.Equal(id.ToString(), first.SubmissionId);
        Assert.Equal(first.Reference, again.Reference);
        Assert.Equal(first.Reference, afterItsEnd.Reference);
        await AssertOneAsync(first, mark, 1);
    }

    /// <summary>Two ids make two jobs of one spec.</summary>
    [SkippableFact]
    public virtual async Task Two_ids_make_two_jobs()
    {
        var spec = Complete(Run(Tasks.Exit(0)));

        var first = await Client.SubmitAsync(spec, new SubmitOptions { SubmissionId = SubmissionId.FromText(Unique("one")) }, Cancellation);
        var second = await Client.SubmitAsync(spec, new SubmitOptions { SubmissionId = SubmissionId.FromText(Unique("two")) }, Cancellation);

        Assert.NotEqual(first.Reference, second.Reference);
        await EndOfAsync(first);
        await EndOfAsync(second);
    }

    /// <summary>Many submits under one id are the same jobs when they are repeated.</summary>
    [SkippableFact]
    public virtual async Task Many_under_one_id_are_the_same_jobs_again()
    {
        var id = SubmissionId.FromText(Unique("batch"));
        var specs = Enumerable.Range(0, 5).Select(_ => Complete(Run(Tasks.Exit(0)))).ToList();

        var first = await SubmitManyAsync(specs, id);
        var again = await SubmitManyAsync(specs, id);

        Assert.Equal(5, first.Values.Distinct().Count());
        Assert.Equal(first.OrderBy(pair => pair.Key), again.OrderBy(pair => pair.Key));
    }

    /// <summary>What cannot be found out is said, nothing is sent again, and the same id settles it later.</summary>
    [SkippableFact]
    public virtual async Task What_cannot_be_found_out_is_said_and_settled_later()
    {
        RequiresSignals();
        var mark = Unique("ran");
        var id = SubmissionId.FromText(Unique("unknown"));
        var spec = Complete(Run(Tasks.Mark(mark)));
        _faults.Fail(ProviderOperation.FindSubmission, FaultKind.Denied, 1000);
        var unsure = Harness.ConnectWithFaults();
        unsure.Faults.Fail(ProviderOperation.Submit, FaultKind.ReplyLost);
        unsure.Faults.Fail(ProviderOperation.FindSubmission, FaultKind.Denied, 1000);

        // The id is the client's own here: one that was given is looked up before the first send, and that look-up fails too.
        var error = await Assert.ThrowsAsync<BatchException>(() => Connect(unsure.Provider).SubmitAsync(spec, null, Cancellation));
        Assert.Equal(BatchErrorCode.SubmissionUnknown, error.Code);
        Assert.Equal(1, unsure.Faults.CountCalls(ProviderOperation.Submit));
        Assert.True(SubmissionId.TryParse(error.Resource, out var unknown), $"The resource is '{error.Resource}'.");

        var settled = await Client.SubmitAsync(spec, new SubmitOptions { SubmissionId = unknown }, Cancellation);
        Assert.Equal(unknown.ToString(), settled.SubmissionId);
        await AssertOneAsync(settled, mark, 1);

        // Nothing was sent under the given id either.
        await Assert.ThrowsAsync<BatchException>(() => _client.SubmitAsync(spec with { Name = Unique("given") }, new SubmitOptions { SubmissionId = id }, Cancellation));
        Assert.Equal(0, _faults.CountCalls(ProviderOperation.Submit));
    }

    /// <summary>A submit that is refused for good is an error at once, and makes no job.</summary>
    [SkippableFact]
    public virtual async Task A_submit_that_is_refused_makes_no_job()
    {
        var spec = Complete(Run(Tasks.Exit(0)));
        _faults.Fail(ProviderOperation.Submit, FaultKind.Denied);

        var error = await Assert.ThrowsAsync<BatchException>(() => _client.SubmitAsync(spec, null, Cancellation));

        Assert.Equal((BatchErrorCode.PermissionDenied, BatchEffect.None), (error.Code, error.Effect));
        Assert.Equal(1, _faults.CountCalls(ProviderOperation.Submit));
        Assert.Empty(await ListAsync(new JobQuery { Name = spec.Name }));
    }

    /// <summary>Reads that fail for a moment are made again, unseen.</summary>
    [SkippableTheory]
    [InlineData(ProviderOperation.GetJobs)]
    [InlineData(ProviderOperation.ListJobs)]
    [InlineData(ProviderOperation.ReadLog)]
    public virtual async Task Reads_that_fail_for_a_moment_are_made_again(ProviderOperation operation)
    {
        Requires(BatchFeature.Logs);
        var job = await _client.SubmitAsync(Complete(Run(Tasks.Out("x\n"))), null, Cancellation);
        await EndOfAsync(job);
        _faults.Fail(operation, FaultKind.Throttled);
        _faults.Fail(operation, FaultKind.Unavailable);

        Assert.Equal(JobState.Succeeded, (await _client.GetJobAsync(job.Reference, Cancellation)).State);
        var listed = 0;
        await EventuallyAsync(
            async () =>
            {
                await foreach (var _ in _client.ListJobsAsync(new JobQuery { Name = job.Name }, Cancellation))
                {
                    listed++;
                }

                return listed > 0;
            },
            () => "the job in a list");

        var lines = 0;
        await foreach (var _ in _client.ReadLogAsync(job.Reference, new() { Follow = true }, Cancellation))
        {
            lines++;
        }

        Assert.Equal((1, 1), (listed, lines));
        Assert.True(_faults.CountCalls(operation) >= 3, $"{_faults.CountCalls(operation)} calls.");
    }

    /// <summary>A wait goes on through calls that fail for a moment.</summary>
    [SkippableFact]
    public virtual async Task A_wait_goes_on_through_calls_that_fail()
    {
        RequiresSignals();
        var gate = Unique("gate");
        var job = await _client.SubmitAsync(Complete(Run(Tasks.WaitFor(gate))), null, Cancellation);
        _faults.Fail(ProviderOperation.GetJobs, FaultKind.Unavailable, 2);
        _faults.Fail(ProviderOperation.GetJobs, FaultKind.Throttled, 2);

        var waiting = _client.WaitAsync(job.Reference, null, Cancellation);
        await OpenAsync(gate);

        Assert.Equal(JobState.Succeeded, (await waiting).State);
    }

    private async Task<Job> SubmitSettledAsync(JobSpec spec)
    {
        try
        {
            return await _client.SubmitAsync(spec, null, Cancellation);
        }
        catch (BatchException error)
        {
            return await SettleAsync(spec, error);
        }
    }

    // Where a service shows submissions late, a lost request cannot be told from one that is late: that is said, and the same id settles it.
    private async Task<Job> SettleAsync(JobSpec spec, BatchException error)
    {
        while (true)
        {
            Assert.True(Capabilities.Rates.SettleTime > TimeSpan.Zero, $"Look-ups are exact here, and yet: {error.Message}");
            Assert.Equal(BatchErrorCode.SubmissionUnknown, error.Code);
            try
            {
                return await _client.SubmitAsync(spec, new SubmitOptions { SubmissionId = SubmissionId.FromText(error.Resource!) }, Cancellation);
            }
            catch (BatchException again)
            {
                error = again;
            }
        }
    }

    private async Task AssertOneAsync(Job job, string mark, int marks)
    {
        var ended = await EndOfAsync(job);
        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal(marks, await CountMarksAsync(mark));
        IReadOnlyList<Job> listed = [];
        await EventuallyAsync(async () => (listed = await ListAsync(new JobQuery { Name = job.Name })).Count > 0, () => "the job in a list");
        Assert.Equal(job.Reference, Assert.Single(listed, one => one.State != JobState.Cancelled).Reference);
    }

    private async Task<Dictionary<int, JobReference>> SubmitManyAsync(IReadOnlyList<JobSpec> specs, SubmissionId id)
    {
        var references = new Dictionary<int, JobReference>();
        await foreach (var outcome in Client.SubmitManyAsync(specs, new SubmitOptions { SubmissionId = id }, Cancellation))
        {
            Assert.Null(outcome.Error);
            references.Add(outcome.Ordinal, outcome.Job!.Reference);
        }

        return references;
    }
}
