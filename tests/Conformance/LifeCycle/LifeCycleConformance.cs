using MultiBatch.Jobs;
using MultiBatch.Submissions;
using MultiBatch.Submitting;
using MultiBatch.Waiting;

namespace MultiBatch.Conformance.LifeCycle;

/// <summary>From submit to end: one job, many jobs, looking, waiting.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class LifeCycleConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A job whose task ends with 0 has succeeded, and says when it did what.</summary>
    [SkippableFact]
    public virtual async Task A_task_that_ends_well_makes_a_job_that_succeeded()
    {
        var job = await RunAsync(Run(Tasks.Out("done\n")));

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.True(job.ExitCode is null or 0, $"Exit code {job.ExitCode}.");
        Assert.Null(job.Cause);
        Assert.Equal(1, job.Run);
        Assert.False(job.IsHeld);
        Assert.NotNull(job.SubmittedAt);
        Assert.NotNull(job.EndedAt);
        Assert.True(job.SubmittedAt <= job.EndedAt, $"Submitted {job.SubmittedAt:O}, ended {job.EndedAt:O}.");
        Assert.True(job.StartedAt is null || (job.SubmittedAt <= job.StartedAt && job.StartedAt <= job.EndedAt), $"Started {job.StartedAt:O}.");
    }

    /// <summary>A job keeps what it was submitted with.</summary>
    [SkippableFact]
    public virtual async Task A_job_says_what_was_asked_for()
    {
        var id = SubmissionId.New(Harness.TimeProvider.GetUtcNow());
        var spec = Complete(Run(Tasks.Out("x")) with { Name = Unique("named") });

        var submitted = await SubmitAsync(spec, new SubmitOptions { SubmissionId = id });
        var ended = await EndOfAsync(submitted);

        foreach (var job in new[] { submitted, ended })
        {
            Assert.Equal(spec.Name, job.Name);
            Assert.NotNull(job.Queue);
            Assert.Equal(id.ToString(), job.SubmissionId);
            Assert.Equal(submitted.Reference, job.Reference);
            Assert.Equal(Client.Provider, job.Reference.Provider);
            Assert.Null(job.Index);
            Assert.Null(job.ArraySize);
            Assert.Null(job.Children);
            Assert.Null(job.RestartOf);
        }
    }

    /// <summary>Submitting returns once the job is accepted, whatever the job takes.</summary>
    [SkippableFact]
    public virtual async Task A_submit_does_not_wait_for_the_job()
    {
        RequiresSignals();
        var gate = Unique("gate");

        var job = await SubmitAsync(Run(Tasks.WaitFor(gate)));

        Assert.False(job.State.IsTerminal(), $"It is {job.State}.");
        await OpenAsync(gate);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(job)).State);
    }

    /// <summary>What a submit returned can be described at once.</summary>
    [SkippableFact]
    public virtual async Task A_job_is_found_right_after_its_submit()
    {
        var job = await SubmitAsync(Run(Tasks.Out("x")));

        Assert.Equal(job.Reference, (await Client.GetJobAsync(job.Reference, Cancellation)).Reference);
        Assert.NotNull(await Client.FindJobAsync(job.Reference, Cancellation));
        await EndOfAsync(job);
    }

    /// <summary>A job that never was is null to a find and an error to a get.</summary>
    [SkippableFact]
    public virtual async Task A_job_that_never_was_is_not_found()
    {
        var never = NeverSubmitted(await SubmitAsync(Run(Tasks.Out("x"))));

        Assert.Null(await Client.FindJobAsync(never, Cancellation));
        var error = await Assert.ThrowsAsync<BatchException>(() => Client.GetJobAsync(never, Cancellation));
        Assert.Equal(BatchErrorCode.NotFound, error.Code);
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => Client.WaitAsync(never, null, Cancellation))).Code);
    }

    /// <summary>Names need not be unique.</summary>
    [SkippableFact]
    public virtual async Task Jobs_of_one_name_are_different_jobs()
    {
        var name = Unique("twin");

        var first = await SubmitAsync(Run(Tasks.Exit(0)) with { Name = name });
        var second = await SubmitAsync(Run(Tasks.Exit(3)) with { Name = name });

        Assert.NotEqual(first.Reference, second.Reference);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(first)).State);
        Assert.Equal(JobState.Failed, (await EndOfAsync(second)).State);
    }

    /// <summary>A job without a name is given one, from its command.</summary>
    [SkippableFact]
    public virtual async Task A_job_without_a_name_is_given_one()
    {
        var job = await Client.SubmitAsync(Harness.Prepare(Run(Tasks.Out("x"))), null, Cancellation);

        Assert.False(string.IsNullOrEmpty(job.Name));
        await EndOfAsync(job);
    }

    /// <summary>Of many jobs submitted at once each runs, and a wait for all gives each exactly once.</summary>
    [SkippableFact]
    public virtual async Task Of_many_jobs_each_runs_and_ends_once()
    {
        var outcomes = await SubmitManyAsync(Enumerable.Range(0, 20).Select(number => Complete(Run(Tasks.Exit(number % 2)))).ToList());

        var ended = new List<Job>();
        await foreach (var job in Client.WaitManyAsync(outcomes.Select(outcome => outcome.Job!.Reference), null, Cancellation))
        {
            ended.Add(job);
        }

        Assert.Equal(Enumerable.Range(0, 20), outcomes.Select(outcome => outcome.Ordinal));
        Assert.Equal(outcomes.Select(outcome => outcome.Job!.Reference.ToString()).OrderBy(text => text), ended.Select(job => job.Reference.ToString()).OrderBy(text => text));
        var states = ended.ToDictionary(job => job.Reference, job => job.State);
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Ordinal % 2 == 0 ? JobState.Succeeded : JobState.Failed, states[outcome.Job!.Reference]));
    }

    /// <summary>A bad job among many is refused alone, by its place in the call.</summary>
    [SkippableFact]
    public virtual async Task A_bad_job_among_many_is_refused_alone()
    {
        var good = Complete(Run(Tasks.Out("x")));
        var bad = good with { Command = null, Name = Unique("bad") };

        var outcomes = await SubmitManyAsync([good with { Name = Unique("good") }, bad, good with { Name = Unique("good") }]);

        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome.IsSuccess));
        Assert.Equal(BatchErrorCode.InvalidSpec, outcomes[1].Error!.Code);
        Assert.Same(bad, outcomes[1].Spec);
        Assert.Empty(await ListAsync(new JobQuery { Name = bad.Name }));
        await EndOfAsync(outcomes[0].Job!);
        await EndOfAsync(outcomes[2].Job!);
    }

    /// <summary>Getting many keeps their order, and leaves out, or gives null for, those that are not there.</summary>
    [SkippableFact]
    public virtual async Task Getting_many_keeps_the_order_and_marks_the_missing()
    {
        var first = await SucceedAsync(Run(Tasks.Out("1")));
        var second = await SucceedAsync(Run(Tasks.Out("2")));
        JobReference[] asked = [second.Reference, NeverSubmitted(first), first.Reference, second.Reference];

        var found = new List<JobReference?>();
        await foreach (var job in Client.FindJobsAsync(asked, Cancellation))
        {
            found.Add(job?.Reference);
        }

        var got = new List<JobReference>();
        await foreach (var job in Client.GetJobsAsync(asked, Cancellation))
        {
            got.Add(job.Reference);
        }

        Assert.Equal([second.Reference, null, first.Reference, second.Reference], found);
        Assert.Equal([second.Reference, first.Reference, second.Reference], got);
    }

    /// <summary>A wait that runs out of time is an error of its own, and the job goes on.</summary>
    [SkippableFact]
    public virtual async Task A_wait_that_runs_out_of_time_leaves_the_job_alone()
    {
        RequiresSignals();
        var gate = Unique("gate");
        var job = await SubmitAsync(Run(Tasks.WaitFor(gate)));

        var error = await Assert.ThrowsAsync<BatchException>(() =>
            Client.WaitAsync(job.Reference, new WaitOptions { Timeout = TimeSpan.FromMilliseconds(200) }, Cancellation));

        Assert.Equal(BatchErrorCode.Timeout, error.Code);
        await OpenAsync(gate);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(job)).State);
    }

    /// <summary>A wait that is given up is a cancellation, and the job goes on.</summary>
    [SkippableFact]
    public virtual async Task A_wait_that_is_given_up_leaves_the_job_alone()
    {
        RequiresSignals();
        var gate = Unique("gate");
        var job = await SubmitAsync(Run(Tasks.WaitFor(gate)));
        using var giveUp = new CancellationTokenSource();

        var wait = Client.WaitAsync(job.Reference, null, giveUp.Token);
        giveUp.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        await OpenAsync(gate);
        Assert.Equal(JobState.Succeeded, (await EndOfAsync(job)).State);
    }

    /// <summary>What has ended stays as it ended, for every later look.</summary>
    [SkippableFact]
    public virtual async Task What_has_ended_stays_as_it_ended()
    {
        var ended = await RunAsync(Run(Tasks.Exit(7)));

        var again = await Client.WaitAsync(ended.Reference, null, Cancellation);
        var later = await Client.GetJobAsync(ended.Reference, Cancellation);

        foreach (var job in new[] { again, later })
        {
            Assert.Equal(
                (ended.State, ended.ExitCode, ended.Cause, ended.Attempts.Count, ended.SubmittedAt, ended.EndedAt),
                (job.State, job.ExitCode, job.Cause, job.Attempts.Count, job.SubmittedAt, job.EndedAt));
        }
    }

    private async Task<IReadOnlyList<SubmitOutcome>> SubmitManyAsync(IReadOnlyList<JobSpec> specs)
    {
        var outcomes = new List<SubmitOutcome>();
        await foreach (var outcome in Client.SubmitManyAsync(specs, null, Cancellation))
        {
            outcomes.Add(outcome);
        }

        return outcomes.OrderBy(outcome => outcome.Ordinal).ToList();
    }
}
