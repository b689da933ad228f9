using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Tests.Engine.Support;

namespace MultiBatch.Providers.Local.Tests.Engine;

public sealed class RetryTests
{
    [Fact]
    public async Task A_failing_task_is_tried_exactly_as_often_as_it_may_be()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("echo attempt $MULTIBATCH_ATTEMPT; exit 4") with { Attempts = new AttemptPolicy { Max = 3 } });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(3, job.Attempt);
        Assert.Equal([1, 2, 3], job.Attempts.Select(attempt => attempt.Number));
        Assert.All(job.Attempts, attempt => Assert.Equal((JobState.Failed, 4), (attempt.State, attempt.ExitCode!.Value)));
        Assert.Equal("attempt 1\n", await harness.OutputAsync(job.Reference with { Attempt = 1 }));
        Assert.Equal("attempt 3\n", await harness.OutputAsync(job.Reference));
    }

    [Fact]
    public async Task A_task_that_succeeds_later_succeeds()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("test $MULTIBATCH_ATTEMPT = 2") with { Attempts = new AttemptPolicy { Max = 5 } });

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(0, job.ExitCode);
        Assert.Equal([JobState.Failed, JobState.Succeeded], job.Attempts.Select(attempt => attempt.State));
    }

    [Theory]
    [InlineData(3, 1)] // The first rule that matches decides: no more tries.
    [InlineData(5, 4)] // The second rule: all tries.
    [InlineData(6, 1)] // No rule: what is to be done otherwise.
    public async Task The_first_rule_that_matches_decides(int code, int attempts)
    {
        await using var harness = await EngineHarness.StartAsync();
        var policy = new AttemptPolicy
        {
            Max = 4,
            Rules =
            [
                new AttemptRule { ExitCodes = [2, 3], Action = AttemptAction.Fail },
                new AttemptRule { Causes = [JobCause.ExitCode], ExitCodes = [3, 5], Action = AttemptAction.Retry },
            ],
            Otherwise = AttemptAction.Fail,
        };

        var job = await harness.RunAsync(EngineHarness.Shell($"exit {code}") with { Attempts = policy });

        Assert.Equal(attempts, job.Attempts.Count);
    }

    [Fact]
    public async Task A_rule_by_cause_tells_a_start_error_from_an_exit()
    {
        await using var harness = await EngineHarness.StartAsync();
        var policy = new AttemptPolicy { Max = 3, Rules = [new AttemptRule { Causes = [JobCause.StartError], Action = AttemptAction.Fail }] };

        var missing = await harness.RunAsync(EngineHarness.Command("/no/such/program") with { Attempts = policy });
        var failing = await harness.RunAsync(EngineHarness.Shell("exit 127") with { Attempts = policy });

        Assert.Single(missing.Attempts);
        Assert.Equal(3, failing.Attempts.Count);
        Assert.Equal(127, failing.ExitCode);
    }

    [Fact]
    public async Task A_timed_out_attempt_is_not_tried_again_and_takes_its_children_with_it()
    {
        await using var harness = await EngineHarness.StartAsync(options => options with { StopGrace = TimeSpan.FromMilliseconds(200) });
        var witness = harness.PathOf("witness");

        // Deaf to the request to end, with a child in the background.
        var job = await harness.RunAsync(EngineHarness.Shell($"trap '' TERM; (sleep 3; echo late >> {witness}) & while :; do sleep 0.05; done") with
        {
            Timeout = TimeSpan.FromMilliseconds(300),
            Attempts = new AttemptPolicy { Max = 3 },
        });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Equal(JobCause.TimedOut, job.Cause);
        Assert.Single(job.Attempts);
        Assert.Contains("300ms", job.Reason, StringComparison.Ordinal);
        Assert.True(job.EndedAt - job.StartedAt >= TimeSpan.FromMilliseconds(300), $"{job.StartedAt:o} {job.EndedAt:o}");
        Assert.False(File.Exists(witness));
    }

    [Fact]
    public async Task A_task_that_ends_when_it_is_asked_to_is_timed_out_all_the_same()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("trap 'echo bye; exit 0' TERM; while :; do sleep 0.05; done") with { Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal((JobState.Failed, JobCause.TimedOut), (job.State, job.Cause!.Value));
        Assert.Equal(0, job.ExitCode);
        Assert.Equal("bye\n", await harness.OutputAsync(job.Reference));
    }

    [Fact]
    public async Task Each_child_of_an_array_has_its_own_attempts_and_timeout()
    {
        await using var harness = await EngineHarness.StartAsync();

        var job = await harness.RunAsync(EngineHarness.Shell("case $MULTIBATCH_ARRAY_INDEX in 0) exit 0;; 1) test $MULTIBATCH_ATTEMPT = 2;; *) sleep 30;; esac") with
        {
            Array = new ArraySpec { Size = 3 },
            Attempts = new AttemptPolicy { Max = 3 },
            Timeout = TimeSpan.FromSeconds(1),
        });

        var children = await harness.ChildrenAsync(job);
        Assert.Equal([1, 2, 1], children.Select(child => child.Attempts.Count));
        Assert.Equal([JobState.Succeeded, JobState.Succeeded, JobState.Failed], children.Select(child => child.State));
        Assert.Equal(JobCause.TimedOut, children[2].Cause);
    }
}
