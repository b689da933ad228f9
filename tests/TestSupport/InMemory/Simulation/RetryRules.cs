using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory.Programs;

namespace MultiBatch.TestSupport.InMemory.Simulation;

/// <summary>Whether a task is tried again.</summary>
internal static class RetryRules
{
    public static bool TriesAgain(TaskRecord task, TaskEnd end)
    {
        if (end.IsSuccess || end.Cause is JobCause.TimedOut or JobCause.Stopped)
        {
            return false;
        }

        // Losses on spot are what SpotThenOnDemand is for: they use up its own attempts, not those of the task.
        var lost = task.PreemptedInRun;
        var spotAttempts = task.Job.Spec.Purchase?.SpotAttempts;
        if (spotAttempts is not null && end.Cause is JobCause.Preempted or JobCause.HostLost)
        {
            return lost <= spotAttempts;
        }

        var policy = task.Job.Spec.Attempts;
        var used = task.Attempt - (spotAttempts is null ? 0 : lost);
        return used < (policy?.Max ?? 1) && ActionAfter(policy, end) == AttemptAction.Retry;
    }

    private static AttemptAction ActionAfter(AttemptPolicy? policy, TaskEnd end) =>
        policy?.Rules?.FirstOrDefault(rule =>
            (rule.ExitCodes is null || (end.ExitCode is { } code && rule.ExitCodes.Contains(code)))
            && (rule.Causes is null || (end.Cause is { } cause && rule.Causes.Contains(cause))))?.Action
        ?? policy?.Otherwise
        ?? AttemptAction.Retry;
}
