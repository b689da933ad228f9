using MultiBatch.Jobs;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// Attempts. The service lists those that have ended; the current one is described by the job itself. It says nothing of machine type, zone or
/// purchase: those stay null, as does the instance behind a container instance, which only ECS knows.
/// </summary>
internal static class AttemptMapper
{
    /// <summary>How many attempts have ended.</summary>
    public static int CountEnded(JobDetail job)
    {
        var count = job.Attempts?.Count ?? 0;
        return count > 0 && !NativeStatus.IsEnd(job.Status) && IsOpen(job.Attempts![count - 1]) ? count - 1 : count;
    }

    /// <summary>The current attempt, from 1; 0 before the first.</summary>
    public static int CurrentOf(JobDetail job)
    {
        var ended = CountEnded(job);
        return NativeStatus.IsEnd(job.Status) ? ended
            : job.Status is NativeStatus.Starting or NativeStatus.Running || ended > 0 ? ended + 1
            : 0;
    }

    public static IReadOnlyList<JobAttempt> Map(JobDetail job)
    {
        var ended = CountEnded(job);
        var current = CurrentOf(job);
        if (current == 0)
        {
            return [];
        }

        var hasPrelude = Prelude.IsUsedBy(job.Container?.Command);
        var attempts = new List<JobAttempt>(current);
        for (var index = 0; index < ended; index++)
        {
            attempts.Add(MapEnded(job.Attempts![index], index + 1, job, isLast: index == ended - 1 && NativeStatus.IsEnd(job.Status), hasPrelude));
        }

        if (current > ended && job.Status is NativeStatus.Starting or NativeStatus.Running)
        {
            attempts.Add(new JobAttempt
            {
                Number = current,
                State = NativeStatus.ToState(job.Status),
                StartedAt = job.Status == NativeStatus.Running ? NativeTime.From(job.StartedAt) : null,
                Machine = job.Container?.ContainerInstanceArn is { Length: > 0 } machine ? Arn.NameOf(machine) : null,
                LogStream = NullIfEmpty(job.Container?.LogStreamName),
            });
        }

        return attempts;
    }

    private static JobAttempt MapEnded(AttemptDetail attempt, int number, JobDetail job, bool isLast, bool hasPrelude)
    {
        var (exitCode, reason, stream, machine) = Container(attempt);
        var hasSucceeded = isLast ? job.Status == NativeStatus.Succeeded : exitCode == 0;
        var wasStopped = isLast && !hasSucceeded && EndMapper.IsCancelled(job.IsCancelled, job.IsTerminated, job.StatusReason);
        var cause = hasSucceeded ? null
            : wasStopped ? EndMapper.CauseOfCancelled(job.StatusReason)
            : EndMapper.CauseOf(exitCode, reason, attempt.StatusReason ?? (isLast ? job.StatusReason : null), hasPrelude);
        return new JobAttempt
        {
            Number = number,
            State = hasSucceeded ? JobState.Succeeded : wasStopped ? JobState.Cancelled : JobState.Failed,
            StartedAt = NativeTime.From(attempt.StartedAt),
            EndedAt = NativeTime.From(attempt.StoppedAt) ?? (isLast ? NativeTime.From(job.StoppedAt) : null),
            ExitCode = IsPrelude(exitCode, cause, hasPrelude) ? null : exitCode,
            Signal = cause == JobCause.Signal ? EndMapper.SignalOf(exitCode) : null,
            Cause = cause,
            Reason = hasSucceeded ? null : ReasonOf(attempt.StatusReason, reason, exitCode, cause, hasPrelude),
            Machine = machine is { Length: > 0 } ? Arn.NameOf(machine) : null,
            LogStream = NullIfEmpty(stream),
        };
    }

    /// <summary>The words for an end: the service's own, or ours where our prelude could not start the task.</summary>
    public static string? ReasonOf(string? statusReason, string? containerReason, int? exitCode, JobCause? cause, bool hasPrelude) =>
        IsPrelude(exitCode, cause, hasPrelude)
            ? "the task could not be started in its image; its log says why"
            : EndMapper.Join(statusReason, containerReason, exitCode);

    /// <summary>The exit code of the task itself; null when it is that of our prelude, which could not start it.</summary>
    public static int? ExitCodeOf(int? exitCode, JobCause? cause, bool hasPrelude) => IsPrelude(exitCode, cause, hasPrelude) ? null : exitCode;

    private static bool IsPrelude(int? exitCode, JobCause? cause, bool hasPrelude) =>
        hasPrelude && cause == JobCause.StartError && exitCode == Prelude.StartErrorCode;

    private static bool IsOpen(AttemptDetail attempt) => attempt.StoppedAt is null or 0 && Container(attempt).ExitCode is null;

    // Jobs of several containers (ecsProperties) report each; the first is the task, the others stand beside it.
    private static (int? ExitCode, string? Reason, string? Stream, string? Machine) Container(AttemptDetail attempt)
    {
        if (attempt.Container is { } container)
        {
            return (container.ExitCode, container.Reason, container.LogStreamName, container.ContainerInstanceArn);
        }

        var task = attempt.TaskProperties is { Count: > 0 } tasks ? tasks[0] : null;
        var first = task?.Containers is { Count: > 0 } containers ? containers[0] : null;
        return (first?.ExitCode, first?.Reason, first?.LogStreamName, task?.ContainerInstanceArn);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
