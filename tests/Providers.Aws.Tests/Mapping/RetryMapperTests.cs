using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Tests.Mapping;

public class RetryMapperTests
{
    [Theory]
    [InlineData(JobCause.HostLost, "status:Host EC2*")]
    [InlineData(JobCause.Preempted, "status:Host EC2*|status:Your Spot Task was interrupted*")]
    [InlineData(JobCause.OutOfMemory, "reason:OutOfMemoryError*")]
    [InlineData(JobCause.ImagePull, "reason:CannotPull*")]
    [InlineData(JobCause.StartError, "reason:CannotStartContainerError*")]
    [InlineData(JobCause.ExitCode, "code:*")]
    public void A_cause_is_matched_by_the_services_words(JobCause cause, string expected)
    {
        var entries = RetryMapper.Entries(new AttemptRule { Causes = [cause], Action = AttemptAction.Retry }, hasPrelude: false, out var problem);

        Assert.Null(problem);
        Assert.Equal(expected, string.Join("|", entries!.Select(Text)));
        Assert.All(entries!, entry => Assert.Equal("RETRY", entry.Action));
    }

    [Theory]
    [InlineData(JobCause.Signal)]
    [InlineData(JobCause.DiskFull)]
    [InlineData(JobCause.Staging)]
    [InlineData(JobCause.TimedOut)]
    [InlineData(JobCause.Stopped)]
    public void What_the_service_cannot_match_is_a_problem(JobCause cause)
    {
        Assert.Null(RetryMapper.Entries(new AttemptRule { Causes = [cause], Action = AttemptAction.Retry }, hasPrelude: false, out var problem));
        Assert.Contains(cause.ToString(), problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Failing_after_a_timeout_needs_no_entry() =>
        Assert.Empty(RetryMapper.Entries(new AttemptRule { Causes = [JobCause.TimedOut], Action = AttemptAction.Fail }, hasPrelude: false, out _)!);

    [Fact]
    public void Codes_and_causes_of_one_rule_must_both_match() => Assert.Equal(
        "reason:CannotPull*+code:1|reason:CannotPull*+code:2",
        string.Join("|", RetryMapper.Entries(new AttemptRule { Causes = [JobCause.ImagePull], ExitCodes = [1, 2], Action = AttemptAction.Fail }, hasPrelude: false, out _)!.Select(Text)));

    [Fact]
    public void The_code_of_the_prelude_is_an_error_of_the_start() => Assert.Contains(
        "code:243", RetryMapper.Entries(new AttemptRule { Causes = [JobCause.StartError], Action = AttemptAction.Retry }, hasPrelude: true, out _)!.Select(Text));

    [Fact]
    public void A_native_strategy_comes_back_as_a_policy()
    {
        var policy = RetryMapper.From(new RetryStrategy
        {
            Attempts = 4,
            EvaluateOnExit =
            [
                new EvaluateOnExit { OnStatusReason = "Host EC2*", Action = "RETRY" },
                new EvaluateOnExit { OnExitCode = "7", Action = "exit" },
                new EvaluateOnExit { OnReason = "*", Action = "EXIT" },
            ],
        })!;

        Assert.Equal((4, AttemptAction.Fail), (policy.Max, policy.Otherwise));
        Assert.Equal([JobCause.Preempted, JobCause.HostLost], policy.Rules![0].Causes!);
        Assert.Equal([7], policy.Rules[1].ExitCodes!);
        Assert.Equal([AttemptAction.Retry, AttemptAction.Fail], policy.Rules.Select(rule => rule.Action));
    }

    private static string Text(EvaluateOnExit entry) => string.Join("+", new[]
    {
        entry.OnStatusReason is { } status ? "status:" + status : null,
        entry.OnReason is { } reason ? "reason:" + reason : null,
        entry.OnExitCode is { } code ? "code:" + code : null,
    }.OfType<string>());
}
