using MultiBatch.Capabilities;
using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Submissions;
using MultiBatch.Submitting;

namespace MultiBatch.Conformance.Held;

/// <summary>
/// Jobs that a client holds because the service cannot: durable before their submit returns, started once, by whichever client supervises.
/// Nothing to test on a provider that needs none.
/// </summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract partial class HeldJobConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    private static readonly SubmitOptions Allow = new() { AllowHeld = true };

    private static readonly DependencyCondition[] Conditions = [DependencyCondition.Success, DependencyCondition.AnyEnd, DependencyCondition.Failure];

    /// <inheritdoc/>
    protected override bool SupervisesHeldJobs => false;

    /// <summary>A job that would be held is refused unless that is allowed: nobody is surprised by a job that does not start.</summary>
    [SkippableFact]
    public virtual async Task A_held_job_is_refused_unless_allowed()
    {
        var (before, condition) = await PredecessorAsync(Unique("gate"));
        var spec = Complete(Run(Tasks.Exit(0)) with { DependsOn = [On(before, condition)] });

        var error = await Assert.ThrowsAsync<BatchException>(() => Client.SubmitAsync(spec, null, Cancellation));

        Assert.Equal(BatchErrorCode.Unsupported, error.Code);
        Assert.Empty(await ListAsync(new JobQuery { Name = spec.Name }));
    }

    /// <summary>The plan says which fields need a client, and why the job would be held.</summary>
    [SkippableFact]
    public virtual async Task The_plan_says_what_needs_a_client()
    {
        var (before, condition) = await PredecessorAsync(Unique("gate"));

        var plan = await Client.PlanAsync(Complete(Run(Tasks.Exit(0)) with { DependsOn = [On(before, condition)] }), PlanMode.Connected, Allow, Cancellation);

        Assert.True(plan.IsHeld);
        Assert.False(string.IsNullOrWhiteSpace(plan.HeldReason));
        Assert.Contains(
            plan.Dispositions,
            disposition => disposition is { Kind: DispositionKind.Emulated, NeedsClient: true } && disposition.Pointer.StartsWith(SpecPointers.DependsOn, StringComparison.Ordinal));
    }

    /// <summary>A held job is there at once: Blocked, said to be held, found by its reference and in lists, by any client.</summary>
    [SkippableFact]
    public virtual async Task A_held_job_is_there_at_once()
    {
        var (before, condition) = await PredecessorAsync(Unique("gate"));
        var held = await SubmitHeldAsync(Run(Tasks.Exit(0)), before, condition);
        var other = Connect();

        foreach (var job in new[] { held, await Client.GetJobAsync(held.Reference, Cancellation), await other.GetJobAsync(held.Reference, Cancellation) })
        {
            Assert.Equal((JobState.Blocked, true, held.Reference, held.Name), (job.State, job.IsHeld, job.Reference, job.Name));
            Assert.Contains("client", job.Reason, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(held.Reference, Assert.Single(await ListAsync(new JobQuery { Name = held.Name })).Reference);
    }

    /// <summary>Another client starts a held job once its turn has come, and its reference leads to what became of it.</summary>
    [SkippableFact]
    public virtual async Task Another_client_starts_a_held_job()
    {
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var (before, condition) = await PredecessorAsync(gate);
        var held = await SubmitHeldAsync(Run(Tasks.Mark(mark), Tasks.Exit(4)), before, condition);

        Assert.Equal(0, await CountMarksAsync(mark));
        await OpenAsync(gate);
        await Connect().SuperviseAsync(new SuperviseOptions { Jobs = [held.Reference] }, Cancellation);
        var ended = await EndOfAsync(held);

        Assert.Equal((JobState.Failed, 4, false), (ended.State, ended.ExitCode ?? -1, ended.IsHeld));
        Assert.Equal(held.Reference, ended.Reference);
        Assert.Equal(1, await CountMarksAsync(mark));
    }

    /// <summary>Waiting for a held job supervises it.</summary>
    [SkippableFact]
    public virtual async Task Waiting_supervises()
    {
        var gate = Unique("gate");
        var (before, condition) = await PredecessorAsync(gate);
        var held = await SubmitHeldAsync(Run(Tasks.Exit(0)), before, condition);

        var waiting = EndOfAsync(held);
        await OpenAsync(gate);

        Assert.Equal(JobState.Succeeded, (await waiting).State);
    }

    /// <summary>Several clients that supervise start a held job once.</summary>
    [SkippableFact]
    public virtual async Task Several_supervisors_start_a_job_once()
    {
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var (before, condition) = await PredecessorAsync(gate);
        var held = new List<Job>();
        for (var number = 0; number < 5; number++)
        {
            held.Add(await SubmitHeldAsync(Run(Tasks.Mark(mark)), before, condition));
        }

        var options = new SuperviseOptions { Jobs = [.. held.Select(job => job.Reference)] };
        var supervising = Enumerable.Range(0, 3).Select(_ => Connect().SuperviseAsync(options, Cancellation)).ToList();
        await OpenAsync(gate);
        await Task.WhenAll(supervising);

        foreach (var job in held)
        {
            Assert.Equal(JobState.Succeeded, (await EndOfAsync(job)).State);
        }

        Assert.Equal(5, await CountMarksAsync(mark));
    }

    /// <summary>A held job whose condition cannot be met any more is cancelled and never runs.</summary>
    [SkippableFact]
    public virtual async Task A_held_job_that_is_ruled_out_never_runs()
    {
        RequiresSignals();
        Skip.IfNot(IsHeld(DependencyCondition.Failure) || IsHeld(DependencyCondition.Success), "Waiting for a certain end needs no client.");
        var condition = IsHeld(DependencyCondition.Failure) ? DependencyCondition.Failure : DependencyCondition.Success;
        var mark = Unique("ran");
        var before = await RunAsync(Run(Tasks.Exit(condition == DependencyCondition.Failure ? 0 : 1)));

        var ended = await EndOfAsync(await SubmitHeldAsync(Run(Tasks.Mark(mark)), before, condition));

        Assert.Equal((JobState.Cancelled, JobCause.DependencyFailed), (ended.State, ended.Cause));
        Assert.Equal(0, await CountMarksAsync(mark));
    }

    /// <summary>A held job that is stopped never runs.</summary>
    [SkippableFact]
    public virtual async Task A_held_job_that_is_stopped_never_runs()
    {
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var (before, condition) = await PredecessorAsync(gate);
        var held = await SubmitHeldAsync(Run(Tasks.Mark(mark)), before, condition);

        await Connect().StopAsync(held.Reference, null, Cancellation);
        await OpenAsync(gate);
        var ended = await EndOfAsync(held);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped), (ended.State, ended.Cause));
        Assert.Equal(0, await CountMarksAsync(mark));
    }

    /// <summary>The same id again gives the same held job, before its start and after.</summary>
    [SkippableFact]
    public virtual async Task The_same_id_again_gives_the_same_held_job()
    {
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var (before, condition) = await PredecessorAsync(gate);
        var spec = Complete(Run(Tasks.Mark(mark)) with { DependsOn = [On(before, condition)] });
        var options = Allow with { SubmissionId = SubmissionId.FromText(Unique("held")) };

        var first = await Client.SubmitAsync(spec, options, Cancellation);
        var again = await Connect().SubmitAsync(spec, options, Cancellation);
        await OpenAsync(gate);
        await EndOfAsync(first);
        var later = await Client.SubmitAsync(spec, options, Cancellation);

        Assert.Equal(first.Reference, again.Reference);
        Assert.Equal(first.Reference, later.Reference);
        Assert.Equal(1, await CountMarksAsync(mark));
    }

    /// <summary>A job that waits for a held one is held too, and runs after it.</summary>
    [SkippableFact]
    public virtual async Task What_waits_for_a_held_job_is_held_too()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        var gate = Unique("gate");
        var (before, condition) = await PredecessorAsync(gate);
        var held = await SubmitHeldAsync(Run(Tasks.Exit(0)), before, condition);
        var last = await SubmitHeldAsync(Run(Tasks.Exit(0)), held, DependencyCondition.Success);

        await OpenAsync(gate);
        var ended = await EndOfAsync(last);

        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.True((await EndOfAsync(held)).EndedAt <= ended.StartedAt);
    }

    /// <summary>A held job that has been cancelled, or has run, is found by its reference for good, also by other clients.</summary>
    [SkippableFact]
    public virtual async Task A_held_reference_stays_good()
    {
        var gate = Unique("gate");
        var (before, condition) = await PredecessorAsync(gate);
        var stopped = await SubmitHeldAsync(Run(Tasks.Exit(0)), before, condition);
        var held = await SubmitHeldAsync(Run(Tasks.Out("hello\n")), before, condition);
        await Client.StopAsync(stopped.Reference, "not needed", Cancellation);
        await OpenAsync(gate);
        await EndOfAsync(held);

        var other = Connect();
        Assert.Equal(JobState.Cancelled, (await other.GetJobAsync(JobReference.Parse(stopped.Reference.ToString()), Cancellation)).State);
        Assert.Equal(JobState.Succeeded, (await other.GetJobAsync(JobReference.Parse(held.Reference.ToString()), Cancellation)).State);
        Assert.Equal(stopped.Reference, Assert.Single(await ListAsync(new JobQuery { Name = stopped.Name })).Reference);
        if (Capabilities.Supports(BatchFeature.Logs))
        {
            Assert.Equal(["hello"], await ReadLinesAsync(held.Reference));
        }
    }

    /// <summary>A held array shows its children before its start and after.</summary>
    [SkippableFact]
    public virtual async Task A_held_array_shows_its_children()
    {
        Requires(BatchFeature.Arrays);
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var (before, condition) = await PredecessorAsync(gate);
        var held = await SubmitHeldAsync(Run(Tasks.Mark(mark + Workloads.TaskLanguage.Index)) with { Array = new ArraySpec { Size = 3 } }, before, condition);
        var waiting = await ChildrenAsync(held);

        await OpenAsync(gate);
        var ended = await EndOfAsync(held);
        var children = await ChildrenAsync(held);

        Assert.Equal((3, 3), (held.ArraySize ?? 0, held.Children![JobState.Blocked]));
        Assert.Equal([0, 1, 2], waiting.Select(child => child.Index!.Value));
        Assert.All(waiting, child => Assert.Equal(JobState.Blocked, child.State));
        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal([held.Reference.Child(0), held.Reference.Child(1), held.Reference.Child(2)], children.Select(child => child.Reference));
        Assert.All(children, child => Assert.Equal(JobState.Succeeded, child.State));
        Assert.Equal(1, await CountMarksAsync(mark + "2"));
    }

    /// <summary>The same id for another job is a conflict, whether the first was held or not.</summary>
    [SkippableFact]
    public virtual async Task The_same_id_for_another_job_is_refused()
    {
        var gate = Unique("gate");
        var (before, condition) = await PredecessorAsync(gate);
        var options = Allow with { SubmissionId = SubmissionId.FromText(Unique("held")) };
        var spec = Complete(Run(Tasks.Exit(0)) with { DependsOn = [On(before, condition)] });
        Track(await Client.SubmitAsync(spec, options, Cancellation));

        foreach (var other in new[] { spec with { Timeout = TimeSpan.FromHours(1) }, spec with { DependsOn = null } })
        {
            var error = await Assert.ThrowsAsync<BatchException>(() => Connect().SubmitAsync(other, options, Cancellation));
            Assert.Equal(BatchErrorCode.Conflict, error.Code);
        }

        await OpenAsync(gate);
    }

    /// <summary>Very many held jobs start once each when the job they all wait for has ended.</summary>
    [SkippableFact]
    public virtual async Task Very_many_held_jobs_start_once()
    {
        var (gate, mark) = (Unique("gate"), Unique("ran"));
        var (before, condition) = await PredecessorAsync(gate);
        var count = Harness.ManyJobs / 4;
        var spec = Complete(Run(Tasks.Mark(mark)) with { DependsOn = [On(before, condition)] });
        var held = new List<Job>();
        await foreach (var outcome in Client.SubmitManyAsync(Enumerable.Repeat(spec, count), Allow, Cancellation))
        {
            held.Add(Track(outcome.Job!));
        }

        await OpenAsync(gate);
        var ended = await EndsOfAsync(held);

        Assert.Equal(count, ended.Count);
        Assert.All(ended, job => Assert.Equal(JobState.Succeeded, job.State));
        Assert.Equal(count, await CountMarksAsync(mark));
    }

    private static JobDependency On(Job job, DependencyCondition condition) => new() { Job = job.Reference.ToString(), On = condition };

    private bool IsHeld(DependencyCondition condition) => Capabilities[FeatureOf(condition)].Level == SupportLevel.EmulatedWhileClientRuns;

    private static BatchFeature FeatureOf(DependencyCondition condition) => condition switch
    {
        DependencyCondition.Success => BatchFeature.DependencyOnSuccess,
        DependencyCondition.Failure => BatchFeature.DependencyOnFailure,
        _ => BatchFeature.DependencyOnAnyEnd,
    };

    /// <summary>A running job, and a condition on its end that only a client can watch.</summary>
    private async Task<(Job Before, DependencyCondition Condition)> PredecessorAsync(string gate)
    {
        RequiresSignals();
        Skip.IfNot(Conditions.Any(IsHeld), "No dependency of this provider needs a client.");
        var condition = Conditions.First(IsHeld);
        return (await SubmitAsync(Run(Tasks.WaitFor(gate), Tasks.Exit(condition == DependencyCondition.Failure ? 1 : 0))), condition);
    }

    private async Task<Job> SubmitHeldAsync(JobSpec spec, Job before, DependencyCondition condition)
    {
        var job = await SubmitAsync(spec with { DependsOn = [On(before, condition)] });
        Assert.True(job.IsHeld);
        return job;
    }
}
