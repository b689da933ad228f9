using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Submissions;
using MultiBatch.Submitting;

namespace MultiBatch.Conformance.Sharing;

/// <summary>Several clients on one store: what one does, the others see.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class SharingConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A job that one client submitted, another sees, waits for, reads and finds in lists.</summary>
    [SkippableFact]
    public virtual async Task What_one_client_submits_another_follows()
    {
        Requires(BatchFeature.Logs);
        var job = await SubmitAsync(Run(Tasks.Out("shared\n")));
        var other = Connect();

        var ended = await other.WaitAsync(job.Reference, null, Cancellation);
        var text = new List<string>();
        await foreach (var entry in other.ReadLogAsync(job.Reference, new() { Follow = true }, Cancellation))
        {
            text.Add(entry.Text);
        }

        Assert.Equal((JobState.Succeeded, job.Name), (ended.State, ended.Name));
        Assert.Equal(["shared"], text);
        Assert.Equal(ended.Reference, job.Reference);
    }

    /// <summary>A job that one client submitted, another stops, and the first sees it.</summary>
    [SkippableFact]
    public virtual async Task What_one_client_submits_another_stops()
    {
        Requires(BatchFeature.Stop);
        RequiresSignals();
        var job = await SubmitAsync(Run(Tasks.WaitFor(Unique("never"))));
        var waiting = EndOfAsync(job);

        await Connect().StopAsync(job.Reference, null, Cancellation);

        Assert.Equal((JobState.Cancelled, JobCause.Stopped), ((await waiting).State, (await waiting).Cause));
    }

    /// <summary>A client that ends does not take its jobs along.</summary>
    [SkippableFact]
    public virtual async Task A_job_outlives_its_client()
    {
        RequiresSignals();
        var gate = Unique("gate");
        Job job;
        await using (var passing = Harness.CreateClient())
        {
            job = await passing.SubmitAsync(Complete(Run(Tasks.WaitFor(gate))), null, Cancellation);
        }

        await OpenAsync(gate);

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(job)).State);
    }

    /// <summary>Of jobs that two clients submit at the same time none is lost.</summary>
    [SkippableFact]
    public virtual async Task Of_jobs_of_two_clients_at_once_none_is_lost()
    {
        var name = Unique("both");
        var other = Connect();

        var both = await Task.WhenAll(SubmitManyAsync(Client, name + "-a", 50), SubmitManyAsync(other, name + "-b", 50));
        IReadOnlyList<Job> listed = [];
        await EventuallyAsync(async () => (listed = await ListAsync(new JobQuery { Name = name + "*" })).Count >= 100, () => $"100 jobs; there are {listed.Count}");

        Assert.Equal(
            both.SelectMany(references => references).Select(reference => reference.ToString()).OrderBy(text => text, StringComparer.Ordinal),
            listed.Select(job => job.Reference.ToString()).OrderBy(text => text, StringComparer.Ordinal));
        Assert.All(await EndsOfAsync(listed), job => Assert.Equal(JobState.Succeeded, job.State));
    }

    /// <summary>Two clients that submit under one id make one job.</summary>
    [SkippableFact]
    public virtual async Task Two_clients_under_one_id_make_one_job()
    {
        RequiresSignals();
        var mark = Unique("ran");
        var spec = Complete(Run(Tasks.Mark(mark)));
        var options = new SubmitOptions { SubmissionId = SubmissionId.New(Harness.TimeProvider.GetUtcNow()) };
        var first = await Client.SubmitAsync(spec, options, Cancellation);

        var second = await Connect().SubmitAsync(spec, options, Cancellation);

        Assert.Equal(first.Reference, second.Reference);
        await EndOfAsync(first);
        Assert.Equal(1, await CountMarksAsync(mark));
        IReadOnlyList<Job> listed = [];
        await EventuallyAsync(async () => (listed = await ListAsync(new JobQuery { Name = spec.Name })).Count > 0, () => "the job in a list");
        Assert.Single(listed);
    }

    private async Task<IReadOnlyList<JobReference>> SubmitManyAsync(BatchClient client, string name, int count)
    {
        var specs = Enumerable.Range(0, count).Select(number => Complete(Run(Tasks.Exit(0)) with { Name = $"{name}{number}" })).ToList();
        var references = new List<JobReference>();
        await foreach (var outcome in client.SubmitManyAsync(specs, null, Cancellation))
        {
            references.Add(outcome.Job!.Reference);
        }

        return references;
    }
}
