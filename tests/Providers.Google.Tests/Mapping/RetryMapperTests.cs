using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Tests.Mapping;

public sealed class RetryMapperTests
{
    [Fact]
    public void Retry_all_leaves_out_timeouts_which_the_service_would_try_again()
    {
        var policy = Assert.Single(RetryMapper.Policies(new AttemptPolicy { Max = 3 }));

        Assert.Equal("FAIL_TASK", policy.Action);
        Assert.Equal([50005], policy.ActionCondition!.ExitCodes!);
    }

    [Fact]
    public void Some_codes_only_are_what_is_tried_again()
    {
        var policy = Assert.Single(RetryMapper.Policies(new AttemptPolicy
        {
            Max = 3, Rules = [new AttemptRule { ExitCodes = [75, 4], Action = AttemptAction.Retry }], Otherwise = AttemptAction.Fail,
        }));

        Assert.Equal("RETRY_TASK", policy.Action);
        Assert.Equal([4, 75], policy.ActionCondition!.ExitCodes!);
    }

    [Fact]
    public void All_but_some_codes_are_what_fails()
    {
        var policy = Assert.Single(RetryMapper.Policies(new AttemptPolicy { Max = 3, Rules = [new AttemptRule { ExitCodes = [2], Action = AttemptAction.Fail }] }));

        Assert.Equal(("FAIL_TASK", "2,50005"), (policy.Action, string.Join(',', policy.ActionCondition!.ExitCodes!)));
    }

    [Fact]
    public void Lost_machines_are_the_service_s_own_codes()
    {
        var policy = Assert.Single(RetryMapper.Policies(new AttemptPolicy
        {
            Max = 3, Rules = [new AttemptRule { Causes = [JobCause.Preempted, JobCause.HostLost], Action = AttemptAction.Retry }], Otherwise = AttemptAction.Fail,
        }));

        Assert.Equal(("RETRY_TASK", "50001,50002,50003,50004,50006"), (policy.Action, string.Join(',', policy.ActionCondition!.ExitCodes!)));
    }

    [Fact]
    public void The_first_rule_that_matches_decides()
    {
        var policy = new AttemptPolicy
        {
            Max = 3,
            Rules = [new AttemptRule { ExitCodes = [1], Action = AttemptAction.Fail }, new AttemptRule { Causes = [JobCause.ExitCode], Action = AttemptAction.Retry }],
            Otherwise = AttemptAction.Fail,
        };

        Assert.Equal(AttemptAction.Fail, RetryMapper.Decide(policy, 1));
        Assert.Equal(AttemptAction.Retry, RetryMapper.Decide(policy, 2));
        Assert.Equal(AttemptAction.Fail, RetryMapper.Decide(policy, 137));
        Assert.Equal(AttemptAction.Fail, RetryMapper.Decide(policy, 50001));
        Assert.Equal(AttemptAction.Fail, RetryMapper.Decide(policy, 50000));
    }

    [Theory]
    [InlineData(JobCause.ExitCode)]
    [InlineData(JobCause.Signal)]
    [InlineData(JobCause.Preempted)]
    [InlineData(JobCause.HostLost)]
    public void Policies_are_read_back_as_what_they_do(JobCause cause)
    {
        var asked = new AttemptPolicy { Max = 4, Rules = [new AttemptRule { Causes = [cause], Action = AttemptAction.Retry }], Otherwise = AttemptAction.Fail };

        var read = RetryMapper.From(new() { MaxRetryCount = 3, LifecyclePolicies = RetryMapper.Policies(asked) })!;

        Assert.Equal(4, read.Max);
        Assert.All(Enumerable.Range(1, 255).Concat(ReservedCodes.All.Where(code => code != ReservedCodes.Other)), code => Assert.Equal(RetryMapper.Decide(asked, code), RetryMapper.Decide(read, code)));
    }
}
