using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Failures;

/// <summary>How a task that does not end well is told: exit codes, signals, programs that cannot be started.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class FailureConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>The exit code is the task's own, over the whole range.</summary>
    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(42)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(125)]
    [InlineData(128)]
    [InlineData(200)]
    [InlineData(254)]
    [InlineData(255)]
    public virtual async Task The_exit_code_is_that_of_the_task(int code)
    {
        var job = await RunAsync(Run(Tasks.Exit(code)));

        Assert.Equal((JobState.Failed, code, JobCause.ExitCode), (job.State, job.ExitCode, job.Cause));
        Assert.False(string.IsNullOrWhiteSpace(job.Reason));
    }

    /// <summary>What shells use to say "not found" and "not executable" is a plain exit code when the task itself says it.</summary>
    [SkippableTheory]
    [InlineData(126)]
    [InlineData(127)]
    public virtual async Task A_task_may_end_with_the_codes_of_shells(int code)
    {
        var job = await RunAsync(Run(Tasks.Exit(code)));

        Assert.Equal((JobState.Failed, code, JobCause.ExitCode), (job.State, job.ExitCode, job.Cause));
    }

    /// <summary>A bare 137 is a signal of unknown origin: nobody said that memory ran out.</summary>
    [SkippableTheory]
    [InlineData(137)]
    [InlineData(143)]
    public virtual async Task A_code_that_means_a_signal_is_one(int code)
    {
        var job = await RunAsync(Run(Tasks.Exit(code)));

        Assert.Equal((JobState.Failed, code), (job.State, job.ExitCode));
        Assert.Equal(JobCause.Signal, job.Cause);
    }

    /// <summary>A task ended by a signal says which.</summary>
    [SkippableTheory]
    [InlineData(9)]
    [InlineData(15)]
    public virtual async Task A_task_ended_by_a_signal_says_which(int signal)
    {
        var statement = RequiresStatement(Tasks.Signal(signal));

        var job = await RunAsync(Run(statement));

        Assert.Equal((JobState.Failed, JobCause.Signal, 128 + signal), (job.State, job.Cause, job.ExitCode));
        Assert.Contains(job.Attempts[^1].Signal, new int?[] { signal, null });
    }

    /// <summary>A program that does not exist is an error of the start, not an exit code of the task.</summary>
    [SkippableFact]
    public virtual async Task A_missing_program_is_an_error_of_the_start()
    {
        var job = await RunAsync(new JobSpec { Command = Tasks.MissingProgram });

        Assert.Equal((JobState.Failed, JobCause.StartError), (job.State, job.Cause));
        Assert.False(string.IsNullOrWhiteSpace(job.Reason));
    }

    /// <summary>A failure is told by its attempt too.</summary>
    [SkippableFact]
    public virtual async Task The_attempt_tells_how_it_ended()
    {
        var job = await RunAsync(Run(Tasks.Exit(4)));

        var attempt = Assert.Single(job.Attempts);
        Assert.Equal((1, 1, JobState.Failed, 4, JobCause.ExitCode), (attempt.Run, attempt.Number, attempt.State, attempt.ExitCode, attempt.Cause));
        Assert.True(job.AttemptsComplete);
        Assert.NotNull(attempt.EndedAt);
    }

    /// <summary>One job that fails does not keep others from running.</summary>
    [SkippableFact]
    public virtual async Task A_failure_is_that_of_one_job()
    {
        await RunAsync(Run(Tasks.Exit(1)));
        await RunAsync(new JobSpec { Command = Tasks.MissingProgram });

        Assert.Equal(JobState.Succeeded, (await RunAsync(Run(Tasks.Exit(0)))).State);
    }

    /// <summary>An array of a program that does not exist ends too.</summary>
    [SkippableFact]
    public virtual async Task An_array_of_a_missing_program_ends()
    {
        Requires(BatchFeature.Arrays);

        var array = await RunAsync(new JobSpec { Command = Tasks.MissingProgram, Array = new ArraySpec { Size = 3 } });

        Assert.Equal((JobState.Failed, 3), (array.State, array.Children![JobState.Failed]));
        Assert.All(await ChildrenAsync(array), child => Assert.Equal(JobCause.StartError, child.Cause));
    }
}
