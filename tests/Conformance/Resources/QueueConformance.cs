using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Queues;

namespace MultiBatch.Conformance.Resources;

/// <summary>Queues: made, changed, listed, deleted, disabled, and the order in which they give out jobs.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class QueueConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A queue that was made is there, by name and in the list, and takes jobs.</summary>
    [SkippableFact]
    public virtual async Task What_was_made_is_there_and_takes_jobs()
    {
        var name = await CreateQueueAsync();

        var found = await Connect().Queues.GetAsync(name, Cancellation);
        var job = await SucceedAsync(OneVCpu(Run(Tasks.Exit(0))) with { Queue = name });

        Assert.Equal((name, name), (found.Name, Assert.Single(found.Spec.Environments!)));
        Assert.Equal(name, job.Queue);
        Assert.Contains(name, await NamesAsync());
    }

    /// <summary>A plan says what becomes of every field, and makes nothing.</summary>
    [SkippableFact]
    public virtual async Task A_plan_says_of_every_field_and_makes_nothing()
    {
        var environment = await CreateQueueAsync();
        var full = Harness.QueueSpec(Unique("queue"), environment) with
        {
            Priority = 1,
            Enabled = true,
            MaxWait = TimeSpan.FromHours(1),
            SchedulingPolicy = "fair",
            Labels = new Dictionary<string, string> { ["a"] = "b" },
        };

        foreach (var mode in new[] { PlanMode.Offline, PlanMode.Connected })
        {
            var plan = await Client.Queues.PlanAsync(full, mode: mode, cancellationToken: Cancellation);
            Assert.Empty(SpecFields.Of(full).Except(plan.Dispositions.Select(disposition => disposition.Pointer)));
        }

        Assert.Null(await Client.Queues.FindAsync(full.Name, Cancellation));
    }

    /// <summary>Settings of queues that are declared unsupported are refused.</summary>
    [SkippableTheory]
    [InlineData(BatchFeature.QueuePriority, "/priority")]
    [InlineData(BatchFeature.QueueMaxWait, "/maxWait")]
    [InlineData(BatchFeature.OrderedEnvironments, "/environments")]
    public virtual async Task What_is_unsupported_is_refused(BatchFeature feature, string pointer)
    {
        var environment = await CreateQueueAsync();
        Skip.If(Capabilities.Supports(feature), $"{feature} is supported.");
        var spec = Harness.QueueSpec(Unique("queue"), environment);
        spec = feature switch
        {
            BatchFeature.QueuePriority => spec with { Priority = 5 },
            BatchFeature.QueueMaxWait => spec with { MaxWait = TimeSpan.FromHours(1) },
            _ => spec with { Environments = [environment, await CreateQueueAsync()] },
        };

        var plan = await Client.Queues.PlanAsync(spec, cancellationToken: Cancellation);
        var error = await Assert.ThrowsAsync<BatchException>(() => Client.Queues.CreateAsync(spec, cancellationToken: Cancellation));

        Assert.Equal(DispositionKind.Rejected, plan.Dispositions.Single(disposition => disposition.Pointer == pointer).Kind);
        Assert.Contains(error.Code, new[] { BatchErrorCode.Unsupported, BatchErrorCode.InvalidSpec });
        Assert.Null(await Client.Queues.FindAsync(spec.Name, Cancellation));
    }

    /// <summary>Two queues cannot have one name, and none an environment that is not there.</summary>
    [SkippableFact]
    public virtual async Task A_name_is_taken_once_and_environments_must_be_there()
    {
        var name = await CreateQueueAsync();

        var twice = await Assert.ThrowsAsync<BatchException>(() => Client.Queues.CreateAsync(Harness.QueueSpec(name, name), cancellationToken: Cancellation));
        var nowhere = await Assert.ThrowsAsync<BatchException>(() => Client.Queues.CreateAsync(Harness.QueueSpec(Unique("queue"), Unique("nowhere")), cancellationToken: Cancellation));

        Assert.Equal(BatchErrorCode.AlreadyExists, twice.Code);
        Assert.Contains(nowhere.Code, new[] { BatchErrorCode.NotFound, BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported });
    }

    /// <summary>A queue that is disabled takes no jobs, says so, and takes them again when enabled.</summary>
    [SkippableFact]
    public virtual async Task A_disabled_queue_takes_no_jobs()
    {
        var name = await CreateQueueAsync();
        var spec = Complete(OneVCpu(Run(Tasks.Exit(0))) with { Queue = name });
        await Client.Queues.UpdateAsync(new JobQueueSpec { Name = name, Enabled = false }, cancellationToken: Cancellation);

        var error = await Assert.ThrowsAsync<BatchException>(() => Client.SubmitAsync(spec, null, Cancellation));
        Assert.Contains(error.Code, new[] { BatchErrorCode.Conflict, BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported });
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Empty(await ListAsync(new JobQuery { Name = spec.Name }));

        await Client.Queues.UpdateAsync(new JobQueueSpec { Name = name, Enabled = true }, cancellationToken: Cancellation);
        await SucceedAsync(spec);
    }

    /// <summary>A job for a queue that is not there is refused, with its name.</summary>
    [SkippableFact]
    public virtual async Task A_queue_that_is_not_there_takes_no_jobs()
    {
        var queue = Unique("nowhere");
        var spec = Complete(Run(Tasks.Exit(0)) with { Queue = queue });

        var error = await Assert.ThrowsAsync<BatchException>(() => Client.SubmitAsync(spec, null, Cancellation));

        Assert.Contains(error.Code, new[] { BatchErrorCode.NotFound, BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported });
        Assert.Contains(queue, error.Message, StringComparison.Ordinal);
        Assert.Empty(await ListAsync(new JobQuery { Name = spec.Name }));
    }

    /// <summary>A queue with jobs in it is kept; once they have ended it can go, and its jobs are still known.</summary>
    [SkippableFact]
    public virtual async Task A_queue_in_use_is_kept()
    {
        RequiresSignals();
        var (name, gate) = (await CreateQueueAsync(), Unique("gate"));
        var job = await SubmitAsync(OneVCpu(Run(Tasks.WaitFor(gate))) with { Queue = name });
        await SeeAsync(job, JobState.Running);

        Assert.Equal(BatchErrorCode.Conflict, (await Assert.ThrowsAsync<BatchException>(() => Client.Queues.DeleteAsync(name, cancellationToken: Cancellation))).Code);
        await OpenAsync(gate);
        await EndOfAsync(job);
        await Client.Queues.DeleteAsync(name, cancellationToken: Cancellation);
        Assert.Null(await Client.Queues.FindAsync(name, Cancellation));

        Assert.DoesNotContain(name, await NamesAsync());
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => Client.Queues.DeleteAsync(name, cancellationToken: Cancellation))).Code);
        Assert.Equal(BatchErrorCode.NotFound, (await Assert.ThrowsAsync<BatchException>(() => Client.Queues.GetAsync(name, Cancellation))).Code);
    }

    /// <summary>In one queue, first come is first served.</summary>
    [SkippableFact]
    public virtual async Task First_come_is_first_served()
    {
        RequiresSignals();
        var (queue, gate) = (await CreateSmallQueueAsync(1), Unique("gate"));
        var jobs = new List<Job> { await SubmitAsync(OneVCpu(Run(Tasks.WaitFor(gate))) with { Queue = queue }) };
        await SeeAsync(jobs[0], JobState.Running);
        for (var number = 0; number < 4; number++)
        {
            jobs.Add(await SubmitAsync(OneVCpu(Run(Tasks.Exit(0))) with { Queue = queue }));
        }

        await OpenAsync(gate);

        await AssertOrderAsync(jobs);
    }

    /// <summary>Of two queues on one environment, that of the higher priority goes first.</summary>
    [SkippableFact]
    public virtual async Task The_queue_of_higher_priority_goes_first()
    {
        Requires(BatchFeature.QueuePriority);
        RequiresSignals();
        var (low, high, gate) = (await CreateSmallQueueAsync(1), Unique("high"), Unique("gate"));
        await Client.Queues.CreateAsync(Harness.QueueSpec(high, low) with { Priority = 10 }, cancellationToken: Cancellation);
        var first = await SubmitAsync(OneVCpu(Run(Tasks.WaitFor(gate))) with { Queue = low });
        await SeeAsync(first, JobState.Running);
        var last = await SubmitAsync(OneVCpu(Run(Tasks.Exit(0))) with { Queue = low });
        var second = await SubmitAsync(OneVCpu(Run(Tasks.Exit(0))) with { Queue = high });
        await SeeAsync(last, JobState.Queued);
        await SeeAsync(second, JobState.Queued);

        await OpenAsync(gate);

        await AssertOrderAsync([first, second, last]);
    }

    /// <summary>In one queue, the job of the higher priority goes first.</summary>
    [SkippableFact]
    public virtual async Task The_job_of_higher_priority_goes_first()
    {
        Requires(BatchFeature.JobPriority);
        RequiresSignals();
        var (queue, gate) = (await CreateSmallQueueAsync(1), Unique("gate"));
        var first = await SubmitAsync(OneVCpu(Run(Tasks.WaitFor(gate))) with { Queue = queue });
        await SeeAsync(first, JobState.Running);
        var last = await SubmitAsync(OneVCpu(Run(Tasks.Exit(0))) with { Queue = queue, Priority = 1 });
        var second = await SubmitAsync(OneVCpu(Run(Tasks.Exit(0))) with { Queue = queue, Priority = 9 });
        await SeeAsync(last, JobState.Queued);
        await SeeAsync(second, JobState.Queued);

        await OpenAsync(gate);

        await AssertOrderAsync([first, second, last]);
    }

    /// <summary>An environment is never filled beyond its size.</summary>
    [SkippableFact]
    public virtual async Task An_environment_is_never_overfilled()
    {
        RequiresSignals();
        var (queue, mark, gate) = (await CreateSmallQueueAsync(2), Unique("began"), Unique("gate"));
        var jobs = new List<Job>();
        for (var number = 0; number < 5; number++)
        {
            jobs.Add(await SubmitAsync(OneVCpu(Run(Tasks.Mark(mark), Tasks.WaitFor(gate))) with { Queue = queue }));
        }

        await SeeMarksAsync(mark, 2);
        await SucceedAsync(Run(Tasks.Exit(0)));
        Assert.Equal(2, await CountMarksAsync(mark));
        await OpenAsync(gate);
        foreach (var job in jobs)
        {
            Assert.Equal(JobState.Succeeded, (await EndOfAsync(job)).State);
        }
    }

    private async Task AssertOrderAsync(IReadOnlyList<Job> jobs)
    {
        var ended = new List<Job>();
        foreach (var job in jobs)
        {
            ended.Add(await EndOfAsync(job));
        }

        Assert.Equal(jobs.Select(job => job.Reference), ended.OrderBy(job => job.StartedAt).ThenBy(job => job.EndedAt).Select(job => job.Reference));
        Assert.All(ended.Zip(ended.Skip(1), (before, after) => (before, after)), pair => Assert.True(pair.before.EndedAt <= pair.after.StartedAt));
    }

    private async Task<List<string>> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var queue in Client.Queues.ListAsync(Cancellation))
        {
            names.Add(queue.Name);
        }

        return names;
    }
}
