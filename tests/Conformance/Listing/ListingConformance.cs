using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Listing;

/// <summary>Labels, and lists of jobs by state, name, label, time and queue.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class ListingConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Labels come back as they were set, while the job runs and after.</summary>
    [SkippableFact]
    public virtual async Task Labels_come_back()
    {
        Requires(BatchFeature.Labels);
        var labels = new Dictionary<string, string> { ["team"] = "imaging", ["stage"] = "a-1", ["empty-or-not"] = "x_y" };

        var job = await SucceedAsync(Run(Tasks.Exit(0)) with { Labels = labels });

        Assert.Equal(labels, job.Labels.ToDictionary(pair => pair.Key, pair => pair.Value));
    }

    /// <summary>Labels that the declared limits rule out are refused with the field.</summary>
    [SkippableFact]
    public virtual async Task Labels_over_the_limits_are_refused()
    {
        Requires(BatchFeature.Labels);
        var limit = Capabilities.Limits.MaxLabels?.Value ?? 100;
        var tooMany = Enumerable.Range(0, limit + 1).ToDictionary(number => $"label-{number}", _ => "x");
        var tooLong = new Dictionary<string, string> { ["long"] = new('x', 5000) };
        var noName = new Dictionary<string, string> { [string.Empty] = "x" };

        foreach (var labels in new[] { Capabilities.Limits.MaxLabels is null ? noName : tooMany, Capabilities.Limits.LabelValuePattern is null ? noName : tooLong, noName })
        {
            var error = await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Labels = labels }), BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported);
            Assert.Contains("labels", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A job is found by its labels, all of them together.</summary>
    [SkippableFact]
    public virtual async Task Jobs_are_found_by_their_labels()
    {
        Requires(BatchFeature.Labels);
        var (key, group) = ("group", Unique("g"));
        var first = await SucceedAsync(Labelled((key, group), ("color", "red")));
        var second = await SucceedAsync(Labelled((key, group), ("color", "blue")));
        await SucceedAsync(Labelled(("color", "red")));

        await AssertListsAsync(new JobQuery { Labels = Labels((key, group)) }, second, first);
        await AssertListsAsync(new JobQuery { Labels = Labels((key, group), ("color", "red")) }, first);
        await AssertListsAsync(new JobQuery { Labels = Labels((key, group), ("color", "green")) });
        await AssertListsAsync(new JobQuery { Labels = Labels((key, Unique("g"))) });
    }

    /// <summary>A job is found by its name, without case, and by the beginning of it.</summary>
    [SkippableFact]
    public virtual async Task Jobs_are_found_by_name_and_by_its_beginning()
    {
        var name = Unique("listed");
        var first = await SucceedAsync(Run(Tasks.Exit(0)) with { Name = name });
        var second = await SucceedAsync(Run(Tasks.Exit(0)) with { Name = name + "-b" });
        var same = await SucceedAsync(Run(Tasks.Exit(0)) with { Name = name });

        await AssertListsAsync(new JobQuery { Name = name }, same, first);
        await AssertListsAsync(new JobQuery { Name = name.ToUpperInvariant() }, same, first);
        await AssertListsAsync(new JobQuery { Name = name + "*" }, same, second, first);
        await AssertListsAsync(new JobQuery { Name = name + "-*" }, second);
        await AssertListsAsync(new JobQuery { Name = name.Substring(0, name.Length - 1) });
    }

    /// <summary>Jobs are found by state, any of several.</summary>
    [SkippableFact]
    public virtual async Task Jobs_are_found_by_state()
    {
        RequiresSignals();
        var (name, gate) = (Unique("listed"), Unique("gate"));
        var good = await SucceedAsync(Run(Tasks.Exit(0)) with { Name = name + "-good" });
        var bad = await RunAsync(Run(Tasks.Exit(1)) with { Name = name + "-bad" });
        var runs = await SubmitAsync(Run(Tasks.WaitFor(gate)) with { Name = name + "-runs" });
        await SeeAsync(runs, JobState.Running);
        var all = new JobQuery { Name = name + "*" };

        await AssertListsAsync(all with { States = [JobState.Succeeded] }, good);
        await AssertListsAsync(all with { States = [JobState.Failed] }, bad);
        await AssertListsAsync(all with { States = [JobState.Running] }, runs);
        await AssertListsAsync(all with { States = [JobState.Succeeded, JobState.Running] }, runs, good);
        await AssertListsAsync(all with { States = [JobState.Cancelled] });
        await AssertListsAsync(all with { States = [] }, runs, bad, good);
        await OpenAsync(gate);
        await EndOfAsync(runs);
        await EventuallyAsync(async () => (await ListAsync(all with { States = [JobState.Running] })).Count == 0, () => "the list to see the end");
    }

    /// <summary>Jobs are found by the time of their submit: from a moment on, and before one.</summary>
    [SkippableFact]
    public virtual async Task Jobs_are_found_by_time()
    {
        var name = Unique("listed");
        var first = await SucceedAsync(Run(Tasks.Exit(0)) with { Name = name + "-1" });
        await EventuallyAsync(
            () => Task.FromResult(Harness.TimeProvider.GetUtcNow() > first.SubmittedAt + TimeSpan.FromMilliseconds(50)), () => "time to go by");
        var second = await SucceedAsync(Run(Tasks.Exit(0)) with { Name = name + "-2" });
        var all = new JobQuery { Name = name + "*" };

        await AssertListsAsync(all with { SubmittedAfter = second.SubmittedAt }, second);
        await AssertListsAsync(all with { SubmittedBefore = second.SubmittedAt }, first);
        await AssertListsAsync(all with { SubmittedAfter = first.SubmittedAt, SubmittedBefore = second.SubmittedAt }, first);
        await AssertListsAsync(all with { SubmittedAfter = second.SubmittedAt + TimeSpan.FromHours(1) });
    }

    /// <summary>Jobs are found by queue, and a queue without jobs has none.</summary>
    [SkippableFact]
    public virtual async Task Jobs_are_found_by_queue()
    {
        var queue = await CreateQueueAsync();
        await AssertListsAsync(new JobQuery { Queue = queue });

        var there = await SucceedAsync(OneVCpu(Run(Tasks.Exit(0))) with { Queue = queue });
        await SucceedAsync(Run(Tasks.Exit(0)));

        await AssertListsAsync(new JobQuery { Queue = queue }, there);
        await AssertListsAsync(new JobQuery { Queue = queue, States = [JobState.Failed] });
    }

    /// <summary>An array is listed once, its children only with it.</summary>
    [SkippableFact]
    public virtual async Task An_array_is_listed_once()
    {
        Requires(BatchFeature.Arrays);
        var array = await SucceedAsync(Run(Tasks.Exit(0)) with { Name = Unique("listed"), Array = new ArraySpec { Size = 3 } });

        var listed = Assert.Single(await ListUntilAsync(new JobQuery { Name = array.Name }, jobs => jobs.Count == 1));
        Assert.Equal((array.Reference, 3), (listed.Reference, listed.ArraySize ?? 0));
        Assert.Null(listed.Index);
    }

    /// <summary>What is listed says what a description says.</summary>
    [SkippableFact]
    public virtual async Task What_is_listed_says_what_a_description_says()
    {
        Requires(BatchFeature.Labels);
        var job = await RunAsync(Run(Tasks.Exit(3)) with { Name = Unique("listed"), Labels = Labels(("a", "b")) });

        var listed = Assert.Single(await ListUntilAsync(new JobQuery { Name = job.Name }, jobs => jobs.Count == 1 && jobs[0].State.IsTerminal()));

        Assert.Equal(
            (job.Reference, job.Name, job.Queue, job.State, job.SubmittedAt, job.SubmissionId),
            (listed.Reference, listed.Name, listed.Queue, listed.State, listed.SubmittedAt, listed.SubmissionId));
        Assert.Equal("b", listed.Labels["a"]);
    }

    /// <summary>The children of a job that never was are not found.</summary>
    [SkippableFact]
    public virtual async Task The_children_of_a_job_that_never_was_are_not_found()
    {
        Requires(BatchFeature.Arrays);
        var job = await RunAsync(Run(Tasks.Exit(0)));

        var error = await Assert.ThrowsAsync<BatchException>(() => ChildrenAsync(job with { Reference = NeverSubmitted(job) }));

        Assert.Equal(BatchErrorCode.NotFound, error.Code);
    }

    private static Dictionary<string, string> Labels(params (string Name, string Value)[] labels) =>
        labels.ToDictionary(label => label.Name, label => label.Value);

    private JobSpec Labelled(params (string Name, string Value)[] labels) => Run(Tasks.Exit(0)) with { Labels = Labels(labels) };

    // A list may lag behind: it is looked at until it is right, and must then be right in order too.
    private async Task AssertListsAsync(JobQuery query, params Job[] expected)
    {
        var jobs = await ListUntilAsync(query, listed => listed.Count == expected.Length);
        Assert.Equal(expected.Select(job => job.Reference), jobs.Select(job => job.Reference));
    }

    private async Task<IReadOnlyList<Job>> ListUntilAsync(JobQuery query, Func<IReadOnlyList<Job>, bool> condition)
    {
        IReadOnlyList<Job> jobs = [];
        await EventuallyAsync(async () => condition(jobs = await ListAsync(query)), () => $"the right jobs for {query}; there are {jobs.Count}");
        return jobs;
    }
}
