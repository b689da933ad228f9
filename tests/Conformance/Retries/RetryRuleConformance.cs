using MultiBatch.Capabilities;
using MultiBatch.Jobs;

namespace MultiBatch.Conformance.Retries;

/// <summary>Rules decide, by exit code or by cause, what is tried again: the first that matches, else <see cref="AttemptPolicy.Otherwise"/>.</summary>
/// <param name="harness">The harness of the provider under test.</param>
public abstract class RetryRuleConformance(ConformanceHarness harness) : ConformanceSuite(harness)
{
    /// <summary>Only the codes of a rule are tried again, when nothing else is.</summary>
    [SkippableTheory]
    [InlineData(7, 3)]
    [InlineData(8, 3)]
    [InlineData(9, 1)]
    public virtual async Task Only_the_codes_of_a_rule_are_tried_again(int code, int attempts)
    {
        Requires(BatchFeature.Retries, BatchFeature.RetryByExitCode);

        await AssertTriedAsync(attempts, code, new AttemptPolicy { Max = 3, Rules = [OnCodes(AttemptAction.Retry, 7, 8)], Otherwise = AttemptAction.Fail });
    }

    /// <summary>The codes of a rule fail at once, and all others are tried again.</summary>
    [SkippableTheory]
    [InlineData(7, 1)]
    [InlineData(9, 3)]
    public virtual async Task The_codes_of_a_rule_fail_at_once(int code, int attempts)
    {
        Requires(BatchFeature.Retries, BatchFeature.RetryByExitCode);

        await AssertTriedAsync(attempts, code, new AttemptPolicy { Max = 3, Rules = [OnCodes(AttemptAction.Fail, 7)] });
    }

    /// <summary>Of two rules that match, the first decides.</summary>
    [SkippableFact]
    public virtual async Task The_first_rule_that_matches_decides()
    {
        Requires(BatchFeature.Retries, BatchFeature.RetryByExitCode);
        var policy = new AttemptPolicy { Max = 3, Rules = [OnCodes(AttemptAction.Fail, 7), OnCodes(AttemptAction.Retry, 7, 8)], Otherwise = AttemptAction.Fail };

        if (await IsAcceptedAsync(policy))
        {
            await AssertTriedAsync(1, 7, policy);
            await AssertTriedAsync(3, 8, policy);
        }
    }

    /// <summary>A rule by cause matches that cause alone.</summary>
    [SkippableTheory]
    [InlineData(AttemptAction.Retry, 3)]
    [InlineData(AttemptAction.Fail, 1)]
    public virtual async Task A_rule_by_cause_matches_that_cause(AttemptAction action, int attempts)
    {
        Requires(BatchFeature.Retries, BatchFeature.RetryByCause);
        var rule = new AttemptRule { Causes = [JobCause.ExitCode], Action = action };
        var policy = new AttemptPolicy { Max = 3, Rules = [rule], Otherwise = action == AttemptAction.Retry ? AttemptAction.Fail : AttemptAction.Retry };

        if (await IsAcceptedAsync(policy))
        {
            await AssertTriedAsync(attempts, 5, policy);
        }
    }

    /// <summary>A rule by another cause does not match an exit code.</summary>
    [SkippableFact]
    public virtual async Task A_rule_by_another_cause_does_not_match()
    {
        Requires(BatchFeature.Retries, BatchFeature.RetryByCause);
        var policy = new AttemptPolicy
        {
            Max = 3,
            Rules = [new AttemptRule { Causes = [JobCause.Preempted, JobCause.HostLost], Action = AttemptAction.Retry }],
            Otherwise = AttemptAction.Fail,
        };

        if (await IsAcceptedAsync(policy))
        {
            await AssertTriedAsync(1, 5, policy);
        }
    }

    /// <summary>With "otherwise: fail" and no rules nothing is tried again, whatever the maximum.</summary>
    [SkippableFact]
    public virtual async Task Otherwise_decides_when_no_rule_matches()
    {
        Requires(BatchFeature.Retries, BatchFeature.RetryByExitCode);
        var policy = new AttemptPolicy { Max = 3, Otherwise = AttemptAction.Fail };

        if (await IsAcceptedAsync(policy))
        {
            await AssertTriedAsync(1, 5, policy);
        }
    }

    /// <summary>A rule without a condition says nothing, and is refused.</summary>
    [SkippableFact]
    public virtual async Task A_rule_without_a_condition_is_refused()
    {
        Requires(BatchFeature.Retries, BatchFeature.RetryByExitCode);
        var policy = new AttemptPolicy { Max = 2, Rules = [new AttemptRule { Action = AttemptAction.Retry }] };

        await RefusedAsync(Harness.Prepare(Run(Tasks.Exit(0)) with { Attempts = policy }), BatchErrorCode.InvalidSpec);
    }

    private static AttemptRule OnCodes(AttemptAction action, params int[] codes) => new() { ExitCodes = codes, Action = action };

    // Not every combination of rules can be had everywhere; what cannot is refused by the plan, field by field, and that is enough here.
    private async Task<bool> IsAcceptedAsync(AttemptPolicy policy) =>
        (await Client.PlanAsync(Complete(Run(Tasks.Exit(0)) with { Attempts = policy }), cancellationToken: Cancellation)).IsAccepted;

    private async Task AssertTriedAsync(int attempts, int code, AttemptPolicy policy)
    {
        RequiresSignals();
        var mark = Unique("tried");

        var job = await RunAsync(Run(Tasks.Mark(mark), Tasks.Exit(code)) with { Attempts = policy });

        Assert.Equal((JobState.Failed, code), (job.State, job.ExitCode));
        Assert.Equal(attempts, await CountMarksAsync(mark));
    }
}
