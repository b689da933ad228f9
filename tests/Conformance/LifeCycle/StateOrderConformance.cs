using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Waiting;

namespace MultiBatch.Conformance.LifeCycle;

/// <summary>What is seen of a job never goes back: run, then attempt, then state.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class StateOrderConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Told of every change, a watcher sees the states rise to a last one.</summary>
    [SkippableFact]
    public virtual async Task States_only_rise()
    {
        var seen = await WatchAsync(await SubmitAsync(Run(Tasks.Pause(TimeSpan.FromMilliseconds(100)))));

        AssertRises(seen);
        Assert.Equal(JobState.Succeeded, seen[^1].State);
        Assert.DoesNotContain(seen, job => job.State == JobState.Unknown);
    }

    /// <summary>A retry goes back to waiting under a new attempt, never within one.</summary>
    [SkippableFact]
    public virtual async Task A_retry_is_seen_as_a_new_attempt()
    {
        Requires(BatchFeature.Retries);
        RequiresSignals();
        var spec = Run(Tasks.FailFirst(2, Unique("tried"), 1)) with { Attempts = new AttemptPolicy { Max = 3 } };

        var seen = await WatchAsync(await SubmitAsync(spec));

        AssertRises(seen);
        Assert.Equal(JobState.Succeeded, seen[^1].State);
        Assert.All(seen, job => Assert.Equal(1, job.Run));
    }

    /// <summary>A job that waits for another is Blocked, and says so, until its turn has come.</summary>
    [SkippableFact]
    public virtual async Task A_dependent_is_blocked_until_its_turn()
    {
        Requires(BatchFeature.DependencyOnSuccess);
        RequiresSignals();
        var gate = Unique("gate");
        var before = await SubmitAsync(Run(Tasks.WaitFor(gate)));
        var after = await SubmitAsync(Run(Tasks.Out("x")) with { DependsOn = [new JobDependency { Job = before.Reference.ToString() }] });

        await SeeAsync(before, JobState.Running);
        await SeeAsync(after, JobState.Blocked);
        await OpenAsync(gate);

        Assert.Equal(JobState.Succeeded, (await EndOfAsync(after)).State);
    }

    /// <summary>A task that runs is Running, with its start and without its end.</summary>
    [SkippableFact]
    public virtual async Task A_running_job_says_since_when()
    {
        RequiresSignals();
        var gate = Unique("gate");
        var submitted = await SubmitAsync(Run(Tasks.WaitFor(gate)));

        var running = await SeeAsync(submitted, JobState.Running);

        Assert.NotNull(running.StartedAt);
        Assert.Null(running.EndedAt);
        Assert.Null(running.ExitCode);
        Assert.Null(running.Cause);
        await OpenAsync(gate);
        var ended = await EndOfAsync(submitted);
        Assert.Equal(running.StartedAt, ended.StartedAt);
    }

    /// <summary>The parent of an array follows its children, its counts always add up to its size, and it never goes back.</summary>
    [SkippableFact]
    public virtual async Task The_parent_of_an_array_follows_its_children()
    {
        Requires(BatchFeature.Arrays);
        RequiresSignals();
        var gate = Unique("gate");
        var parent = await SubmitAsync(Run(Tasks.WaitFor(gate + TaskIndex)) with { Array = new ArraySpec { Size = 3 } });
        await SeeAsync(parent.Reference, job => job.Children?[JobState.Running] == 3, "running with 3 children");

        var watching = WatchAsync(parent);
        await OpenAsync(gate + "0");
        await SeeAsync(parent.Reference, job => job.Children?[JobState.Succeeded] == 1 && job.State == JobState.Running, "running with 1 child done");
        await OpenAsync(gate + "1");
        await OpenAsync(gate + "2");
        var seen = await watching;

        AssertRises(seen);
        Assert.All(seen, job => Assert.Equal(3, job.Children!.Total));
        Assert.Equal(3, seen[^1].Children![JobState.Succeeded]);
    }

    /// <summary>Attempts lie within the life of their job, one after the other.</summary>
    [SkippableFact]
    public virtual async Task Attempts_lie_one_after_the_other_in_the_life_of_the_job()
    {
        Requires(BatchFeature.Retries);
        RequiresSignals();
        var job = await RunAsync(Run(Tasks.FailFirst(1, Unique("tried"), 1)) with { Attempts = new AttemptPolicy { Max = 2 } });

        var times = job.Attempts
            .SelectMany(attempt => new[] { attempt.StartedAt, attempt.EndedAt })
            .Prepend(job.SubmittedAt)
            .Append(job.EndedAt)
            .OfType<DateTimeOffset>()
            .ToList();

        Assert.Equal(times.OrderBy(time => time), times);
    }

    private const string TaskIndex = Workloads.TaskLanguage.Index;

    private static void AssertRises(IReadOnlyList<Job> seen)
    {
        for (var position = 1; position < seen.Count; position++)
        {
            Assert.True(
                seen[position].Progress >= seen[position - 1].Progress,
                $"Went back: {string.Join(", ", seen.Select(job => job.Progress))}");
        }
    }

    private async Task<IReadOnlyList<Job>> WatchAsync(Job job)
    {
        var seen = new SeenJobs();
        var ended = await Client.WaitAsync(job.Reference, new WaitOptions { Progress = seen }, Cancellation);
        Assert.NotEmpty(seen.Jobs);
        Assert.Equal(ended.Progress, seen.Jobs[^1].Progress);
        return seen.Jobs;
    }

    private sealed class SeenJobs : IProgress<Job>
    {
        public List<Job> Jobs { get; } = [];

        public void Report(Job value) => Jobs.Add(value);
    }
}
