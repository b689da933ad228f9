using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Dependencies;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Views;

/// <summary>Says why a job is in its state, in words.</summary>
internal static class JobReasons
{
    /// <summary>Of an array.</summary>
    public static string? Of(JobEntry job)
    {
        if (job.Live is not null)
        {
            return WhyNotStarted(job, job.State);
        }

        var reasons = job.Reasons?.Values.Distinct(StringComparer.Ordinal).Take(2).ToList();
        return reasons?.Count == 1 ? reasons[0] : null;
    }

    /// <summary>Of a single job or a child.</summary>
    public static string? Of(JobEntry job, int index)
    {
        var task = job.Tasks[index];
        return job.ReasonOf(index)
            ?? (task.State is JobState.Starting or JobState.Running ? Killing(job, index)
                : task.State.IsTerminal() ? WhyEnded(task)
                : WhyNotStarted(job, task.State));
    }

    /// <summary>Why a job would never start as its queue's environments are; null when it can.</summary>
    public static string? WhyNeverFits(LiveJob live) =>
        live.Queue.CouldHold(live.Need) ? null
        : $"Needs {live.Need}, and no environment of queue '{live.Queue.Name}' has that much any more.";

    private static string? Killing(JobEntry job, int index) =>
        job.Live is { } live && live.Running.TryGetValue(index, out var task) && task.KillReason is { } reason ? "Is being ended: " + reason : null;

    private static string? WhyEnded(in TaskRow task) => task.Cause switch
    {
        JobCause.ExitCode => string.Format(CultureInfo.InvariantCulture, "Ended with exit code {0}.", task.ExitCode),
        JobCause.Signal => string.Format(CultureInfo.InvariantCulture, "Ended by signal {0}.", task.Signal),
        _ => null,
    };

    private static string? WhyNotStarted(JobEntry job, JobState state)
    {
        var live = job.Live!;
        if (state == JobState.Blocked)
        {
            var open = live.Edges.Where(edge => edge.Mode == DependencyMode.IndexToIndex || !edge.Predecessor.HasEnded).Select(edge => edge.Predecessor).Distinct().ToList();
            return open.Count == 0 ? null
                : open.Count == 1 ? $"Waits for job '{open[0].Name}' ({open[0].Key})."
                : $"Waits for {open.Count} jobs, first '{open[0].Name}' ({open[0].Key}).";
        }

        return state == JobState.Queued
            ? WhyNeverFits(live) ?? (live.Queue.Environments.Any(environment => environment.IsEnabled) ? null : $"All environments of queue '{live.Queue.Name}' are disabled.")
            : null;
    }
}
