using MultiBatch.Capabilities;
using MultiBatch.Conformance.Workloads;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Retries;

/// <summary>Tasks are tried again exactly as often, and after exactly those ends, as the policy says.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class RetryConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>A task that succeeds at some attempt is tried until then and not once more.</summary>
    [SkippableTheory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 3, 1)]
    [InlineData(1, 3, 2)]
    [InlineData(2, 3, 3)]
    public virtual async Task A_task_is_tried_until_it_succeeds(int failures, int max, int attempts)
    {
        Requires(BatchFeature.Retries);
        RequiresSignals();
        var mark = Unique("tried");

        var job = await SucceedAsync(Run(Tasks.FailFirst(failures, mark, 1)) with { Attempts = new AttemptPolicy { Max = max } });

        Assert.Equal(attempts, await CountMarksAsync(mark));
        AssertAttempts(job, attempts);
    }

    /// <summary>A task that never succeeds is tried as often as allowed, and not once more.</summary>
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public virtual async Task A_task_is_never_tried_more_often_than_allowed(int max)
    {
        Requires(BatchFeature.Retries);
        RequiresSignals();
        var mark = Unique("tried");

        var job = await RunAsync(Run(Tasks.Mark(mark), Tasks.Exit(6)) with { Attempts = new AttemptPolicy { Max = max } });

        Assert.Equal((JobState.Failed, 6, JobCause.ExitCode), (job.State, job.ExitCode, job.Cause));
        Assert.Equal(max, await CountMarksAsync(mark));
        AssertAttempts(job, max);
    }

    /// <summary>Without a policy there is one attempt.</summary>
    [SkippableFact]
    public virtual async Task Without_a_policy_there_is_one_attempt()
    {
        RequiresSignals();
        var mark = Unique("tried");

        var job = await RunAsync(Run(Tasks.Mark(mark), Tasks.Exit(1)));

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(1, await CountMarksAsync(mark));
    }

    /// <summary>Where the history is complete, each attempt tells its own end.</summary>
    [SkippableFact]
    public virtual async Task Each_attempt_tells_its_own_end()
    {
        Requires(BatchFeature.Retries);
        Skip.IfNot(Capabilities.AttemptHistory == AttemptHistory.Complete, $"The attempt history is declared {Capabilities.AttemptHistory}.");
        RequiresSignals();
        var (first, second) = (Unique("tried"), Unique("tried"));

        var job = await SucceedAsync(Run(Tasks.FailFirst(1, first, 11), Tasks.FailFirst(1, second, 12)) with { Attempts = new AttemptPolicy { Max = 3 } });

        Assert.True(job.AttemptsComplete);
        Assert.Equal([1, 2, 3], job.Attempts.Select(attempt => attempt.Number));
        Assert.Equal([JobState.Failed, JobState.Failed, JobState.Succeeded], job.Attempts.Select(attempt => attempt.State));
        Assert.Equal([11, 12], job.Attempts.Take(2).Select(attempt => attempt.ExitCode ?? -1));
        Assert.Equal([JobCause.ExitCode, JobCause.ExitCode, null], job.Attempts.Select(attempt => attempt.Cause));
        Assert.All(job.Attempts, attempt => Assert.True(attempt.StartedAt <= attempt.EndedAt));
    }

    /// <summary>Children are tried again each for itself.</summary>
    [SkippableFact]
    public virtual async Task Children_are_tried_again_each_for_itself()
    {
        Requires(BatchFeature.Retries, BatchFeature.Arrays);
        RequiresSignals();
        var mark = Unique("tried");

        await SucceedAsync(Run(Tasks.FailFirst(1, mark + TaskLanguage.Index, 1)) with
        {
            Array = new ArraySpec { Size = 3 },
            Attempts = new AttemptPolicy { Max = 2 },
        });

        Assert.Equal(2, await CountMarksAsync(mark + "0"));
        Assert.Equal(2, await CountMarksAsync(mark + "1"));
        Assert.Equal(2, await CountMarksAsync(mark + "2"));
    }

    /// <summary>A machine that is taken back in the middle of an attempt ends the attempt, and not the job while attempts are left.</summary>
    [SkippableFact]
    public virtual async Task A_machine_that_is_taken_back_ends_an_attempt_and_not_the_job()
    {
        Requires(BatchFeature.Retries, BatchFeature.Spot);
        RequiresSignals();
        var (gate, began, done) = (Unique("gate"), Unique("began"), Unique("done"));
        var job = await SubmitAsync(Run(Tasks.Mark(began), Tasks.WaitFor(gate), Tasks.Mark(done)) with { Purchase = Purchase.Spot, Attempts = new AttemptPolicy { Max = 2 } });
        await SeeMarksAsync(began, 1);
        Skip.IfNot(await Harness.ReclaimAsync(job.Name!, null, Cancellation), "Nobody can take machines away on this platform.");
        await SeeMarksAsync(began, 2);
        var meanwhile = await Client.GetJobAsync(job.Reference, Cancellation);
        await OpenAsync(gate);
        var ended = await EndOfAsync(job);

        Assert.False(meanwhile.State.IsTerminal());
        Assert.Equal((JobState.Succeeded, null), (ended.State, ended.Cause));
        Assert.Equal((2, 1), (await CountMarksAsync(began), await CountMarksAsync(done)));
        if (ended.AttemptsComplete)
        {
            Assert.Equal([JobState.Failed, JobState.Succeeded], ended.Attempts.Select(attempt => attempt.State));
            Assert.Contains(ended.Attempts[0].Cause, new JobCause?[] { JobCause.Preempted, JobCause.HostLost });
            Assert.Null(ended.Attempts[0].ExitCode);
        }
    }

    /// <summary>Numbers of attempts that cannot be, or are over the limit, are refused.</summary>
    [SkippableFact]
    public virtual async Task Impossible_numbers_of_attempts_are_refused()
    {
        Requires(BatchFeature.Retries);
        int?[] impossible = [0, -1, Capabilities.Limits.MaxAttempts?.Value + 1];

        foreach (var max in impossible.OfType<int>())
        {
            var error = await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Attempts = new AttemptPolicy { Max = max } }), BatchErrorCode.InvalidSpec, BatchErrorCode.Unsupported);
            Assert.Contains("attempts", error.Message, StringComparison.Ordinal);
        }
    }

    private void AssertAttempts(Job job, int count)
    {
        // What a service hides is not invented: the list is whole only where it is said to be.
        // A service that hides attempts does not tell a task that needed one from a task that needed two.
        if (Capabilities.AttemptHistory != AttemptHistory.LastOnly || count > 1)
        {
            Assert.Equal(Capabilities.AttemptHistory == AttemptHistory.Complete || count == 1, job.AttemptsComplete);
        }

        Assert.Equal(Capabilities.AttemptHistory == AttemptHistory.Complete ? count : 1, job.Attempts.Count);
        if (Capabilities.AttemptHistory != AttemptHistory.LastOnly)
        {
            Assert.Equal(count, job.Attempt);
            Assert.Equal(count, job.Attempts[^1].Number);
        }
    }
}
