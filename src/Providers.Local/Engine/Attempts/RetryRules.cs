using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Attempts;

/// <summary>Decides whether a task is tried again. Pure.</summary>
internal static class RetryRules
{
    /// <param name="policy">The job's policy.</param>
    /// <param name="attempt">How many attempts were used up so far, the one that ended included.</param>
    /// <param name="outcome">How it ended.</param>
    public static bool IsRetried(AttemptPolicy? policy, int attempt, AttemptOutcome outcome)
    {
        if (outcome.State == JobState.Failed && outcome.NeverRan)
        {
            return true;
        }

        if (outcome.State != JobState.Failed || outcome.Cause == JobCause.TimedOut || attempt >= (policy?.Max ?? 1))
        {
            return false;
        }

        var rule = policy!.Rules?.FirstOrDefault(candidate => Matches(candidate, outcome));
        return (rule?.Action ?? policy.Otherwise ?? AttemptAction.Retry) == AttemptAction.Retry;
    }

    private static bool Matches(AttemptRule rule, AttemptOutcome outcome) =>
        (rule.ExitCodes is null || (outcome.ExitCode is { } code && rule.ExitCodes.Contains(code)))
        && (rule.Causes is null || (outcome.Cause is { } cause && rule.Causes.Contains(cause)));
}
