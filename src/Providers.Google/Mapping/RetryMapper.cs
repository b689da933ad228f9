using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>
/// Attempt rules as the one lifecycle policy a task may have: RETRY_TASK tries again after these codes only, FAIL_TASK after all but these. A task ends
/// with 1 to 255 or with a code of the service's, so the rules are asked of each code, and the shorter of the two lists is sent.
/// </summary>
internal static class RetryMapper
{
    public const int MostAttempts = 11;
    public const string Retry = "RETRY_TASK";
    public const string Fail = "FAIL_TASK";

    private const int SignalBase = 128;
    private const int LastSignal = 64;

    private static readonly int[] Codes = [.. Enumerable.Range(1, 255), .. ReservedCodes.All];

    /// <summary>Whether the service can tell that an attempt ended so, or never tries again anyway.</summary>
    public static bool IsKnown(JobCause cause) =>
        cause is JobCause.ExitCode or JobCause.Signal or JobCause.Preempted or JobCause.HostLost || IsNeverTriedAgain(cause);

    public static bool IsNeverTriedAgain(JobCause cause) => cause is JobCause.TimedOut or JobCause.Stopped or JobCause.DependencyFailed;

    /// <summary>The policies of a task that is tried more than once; none when it never is.</summary>
    public static IReadOnlyList<LifecyclePolicy> Policies(AttemptPolicy policy)
    {
        var retried = Codes.Where(code => Decide(policy, code) == AttemptAction.Retry).ToList();
        var failed = Codes.Where(code => Decide(policy, code) == AttemptAction.Fail).ToList();
        return retried.Count == 0 ? []
            : retried.Count < failed.Count
            ? [new LifecyclePolicy { Action = Retry, ActionCondition = new ActionCondition { ExitCodes = retried } }]
            : [new LifecyclePolicy { Action = Fail, ActionCondition = new ActionCondition { ExitCodes = failed } }];
    }

    /// <summary>What is to happen after an end with a code.</summary>
    public static AttemptAction Decide(AttemptPolicy policy, int code)
    {
        // The service would try a timed-out task again; we do not.
        if (code == ReservedCodes.TimedOut)
        {
            return AttemptAction.Fail;
        }

        var isReserved = ReservedCodes.Is(code);
        JobCause? cause = isReserved ? ReservedCodes.CauseOf(code)
            : code is > SignalBase and <= SignalBase + LastSignal ? JobCause.Signal
            : JobCause.ExitCode;
        foreach (var rule in policy.Rules ?? [])
        {
            if ((rule.ExitCodes is null || (!isReserved && rule.ExitCodes.Contains(code)))
                && (rule.Causes is null || (cause is { } known && rule.Causes.Contains(known))))
            {
                return rule.Action;
            }
        }

        return policy.Otherwise ?? AttemptAction.Retry;
    }

    /// <summary>The portable policy of a native one; null when there is none.</summary>
    public static AttemptPolicy? From(TaskSpec spec)
    {
        if (spec.MaxRetryCount is not (> 0 and var retries))
        {
            return null;
        }

        if (spec.LifecyclePolicies is not [{ ActionCondition.ExitCodes: { Count: > 0 } codes } policy, ..])
        {
            return new AttemptPolicy { Max = retries + 1 };
        }

        var action = policy.Action == Retry ? AttemptAction.Retry : AttemptAction.Fail;
        var rules = new List<AttemptRule>();
        var own = codes.Where(code => !ReservedCodes.Is(code)).ToList();
        if (own.Count > 0)
        {
            rules.Add(new AttemptRule { ExitCodes = own, Action = action });
        }

        var causes = codes.Where(ReservedCodes.Is).Select(ReservedCodes.CauseOf).OfType<JobCause>().Where(cause => !IsNeverTriedAgain(cause)).Distinct().ToList();
        if (causes.Count > 0)
        {
            rules.Add(new AttemptRule { Causes = causes, Action = action });
        }

        return new AttemptPolicy
        {
            Max = retries + 1,
            Rules = rules.Count > 0 ? rules : null,
            Otherwise = action == AttemptAction.Retry ? AttemptAction.Fail : rules.Count > 0 ? AttemptAction.Retry : null,
        };
    }
}
