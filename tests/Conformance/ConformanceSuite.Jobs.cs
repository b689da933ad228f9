using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Submitting;

namespace MultiBatch.Conformance;

/// <content>Running jobs and looking at them.</content>
public abstract partial class ConformanceSuite
{
    /// <summary>A job that runs statements as a command.</summary>
    protected JobSpec Run(params string[] statements) => new() { Command = Tasks.Command(string.Join("\n", statements), []) };

    /// <summary>The same job, asking for one vCPU.</summary>
    protected static JobSpec OneVCpu(JobSpec spec) => spec with { Resources = (spec.Resources ?? new ResourceSpec()) with { VCpus = 1 } };

    /// <summary>
    /// Creates a queue on an environment of its own that holds so many tasks of one vCPU; skips the case where the provider cannot limit one.
    /// </summary>
    /// <returns>The queue's name.</returns>
    protected async Task<string> CreateSmallQueueAsync(int vcpus)
    {
        Requires(BatchFeature.Environments, BatchFeature.Queues);
        var name = Unique("small");
        var environment = Harness.EnvironmentSpec(name, vcpus);
        var plan = await Client.Environments.PlanAsync(environment, cancellationToken: Cancellation);
        var limit = plan.Dispositions.SingleOrDefault(disposition => disposition.Pointer == "/maxVcpus");
        Skip.If(limit is null or { Kind: DispositionKind.Rejected }, $"Environments of this provider have no size: {limit?.Detail ?? "the harness gives them none"}");
        await Client.Environments.CreateAsync(environment, cancellationToken: Cancellation);
        await Client.Queues.CreateAsync(Harness.QueueSpec(name, name), cancellationToken: Cancellation);
        return name;
    }

    /// <summary>Creates a queue on an environment of its own, of whatever size.</summary>
    /// <returns>The queue's name.</returns>
    protected async Task<string> CreateQueueAsync()
    {
        Requires(BatchFeature.Environments, BatchFeature.Queues);
        var name = Unique("own");
        await Client.Environments.CreateAsync(Harness.EnvironmentSpec(name, 2), cancellationToken: Cancellation);
        await Client.Queues.CreateAsync(Harness.QueueSpec(name, name), cancellationToken: Cancellation);
        return name;
    }

    /// <summary>Completes a spec for the platform: what the harness adds, and a name when it has none.</summary>
    protected JobSpec Complete(JobSpec spec)
    {
        var prepared = Harness.Prepare(spec);
        return prepared with { Name = prepared.Name ?? Unique("job") };
    }

    /// <summary>Submits a job, held or not. What still runs when the case is over is stopped.</summary>
    protected async Task<Job> SubmitAsync(JobSpec spec, SubmitOptions? options = null) =>
        Track(await Client.SubmitAsync(Complete(spec), (options ?? new SubmitOptions()) with { AllowHeld = true }, Cancellation));

    /// <summary>Has a job stopped when the case is over, unless its end has been seen.</summary>
    protected Job Track(Job job)
    {
        _open.Add(job.Reference);
        return job;
    }

    /// <summary>Submits a job and waits for its end.</summary>
    protected async Task<Job> RunAsync(JobSpec spec) => await EndOfAsync(await SubmitAsync(spec));

    /// <summary>Submits a job that must succeed, and waits for its end.</summary>
    protected async Task<Job> SucceedAsync(JobSpec spec)
    {
        var job = await RunAsync(spec);
        Assert.True(job.State == JobState.Succeeded, $"{job.Name} ended {job.State}: {job.Cause} {job.Reason}");
        return job;
    }

    /// <summary>A reference of the form of a job's, to a job that never was.</summary>
    protected static JobReference NeverSubmitted(Job like)
    {
        // One digit is changed, so that the id keeps the form the service expects.
        var id = like.Reference.Id.ToCharArray();
        var at = Array.FindLastIndex(id, char.IsLetterOrDigit);
        id[at] = id[at] == '0' ? '1' : '0';
        return new JobReference(like.Reference.Provider, new string(id))
        {
            Connection = like.Reference.Connection,
            Region = like.Reference.Region,
            Queue = like.Reference.Queue,
        };
    }

    /// <summary>Waits for the end of a job.</summary>
    protected async Task<Job> EndOfAsync(Job job)
    {
        var ended = await Client.WaitAsync(job.Reference, null, Cancellation);
        _open.Remove(job.Reference);
        return ended;
    }

    /// <summary>Waits for the ends of many jobs, in no particular order.</summary>
    protected async Task<IReadOnlyList<Job>> EndsOfAsync(IEnumerable<Job> jobs)
    {
        var ended = new List<Job>();
        await foreach (var job in Client.WaitManyAsync(jobs.Select(job => job.Reference), null, Cancellation))
        {
            _open.Remove(job.Reference);
            ended.Add(job);
        }

        return ended;
    }

    /// <summary>Submits a job that must be refused with nothing left behind, and gives the error.</summary>
    /// <param name="spec">The job, complete.</param>
    /// <param name="codes">The codes the error may have.</param>
    protected async Task<BatchException> RefusedAsync(JobSpec spec, params BatchErrorCode[] codes)
    {
        var name = Unique("refused");
        var error = await Assert.ThrowsAsync<BatchException>(() =>
            Client.SubmitAsync(spec with { Name = spec.Name ?? name }, new SubmitOptions { AllowHeld = true }, Cancellation));
        Assert.Contains(error.Code, codes);
        Assert.Equal(BatchEffect.None, error.Effect);
        Assert.Empty(await ListAsync(new JobQuery { Name = name }));
        return error;
    }

    /// <summary>Every job that a query finds.</summary>
    protected async Task<IReadOnlyList<Job>> ListAsync(JobQuery query)
    {
        var jobs = new List<Job>();
        await foreach (var job in Client.ListJobsAsync(query, Cancellation))
        {
            jobs.Add(job);
        }

        return jobs;
    }

    /// <summary>Every child of an array.</summary>
    protected async Task<IReadOnlyList<Job>> ChildrenAsync(Job parent, JobQuery? query = null)
    {
        var children = new List<Job>();
        await foreach (var child in Client.ListChildrenAsync(parent.Reference, query, Cancellation))
        {
            children.Add(child);
        }

        return children;
    }

    /// <summary>Looks at a job until it meets a condition.</summary>
    /// <param name="reference">The job.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="what">The condition in words, for the message when it is never met.</param>
    protected async Task<Job> SeeAsync(JobReference reference, Func<Job, bool> condition, string what)
    {
        Job? job = null;
        await EventuallyAsync(
            async () => condition(job = await Client.GetJobAsync(reference, Cancellation)),
            () => $"{reference} to be {what}; it is {job?.State}: {job?.Reason}");
        return job!;
    }

    /// <summary>Looks at a job until it is in a state.</summary>
    protected Task<Job> SeeAsync(Job job, JobState state) =>
        SeeAsync(job.Reference, seen => seen.State == state, state.ToString());

    /// <summary>Waits until a condition is met.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="what">What is waited for, in words.</param>
    protected async Task EventuallyAsync(Func<Task<bool>> condition, Func<string> what)
    {
        try
        {
            while (!await condition())
            {
                await Task.Delay(Harness.Delays.Poll, Harness.TimeProvider, Cancellation);
            }
        }
        catch (OperationCanceledException) when (_patience.IsCancellationRequested)
        {
            Assert.Fail($"Waited {DurationText.Format(Harness.Delays.Patience)} in vain for {what()}.");
        }
    }

    /// <summary>Waits until a mark has been left so many times.</summary>
    protected Task SeeMarksAsync(string mark, int count) => EventuallyAsync(
        async () => await RequiresSignals().CountAsync(mark, Cancellation) >= count, () => $"{count} marks '{mark}'");

    /// <summary>How often a mark has been left.</summary>
    protected Task<int> CountMarksAsync(string mark) => RequiresSignals().CountAsync(mark, Cancellation);

    /// <summary>Opens a gate.</summary>
    protected Task OpenAsync(string gate) => RequiresSignals().OpenAsync(gate, Cancellation);
}
