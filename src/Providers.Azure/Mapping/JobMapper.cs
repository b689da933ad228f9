using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Jobs;
using MultiBatch.Providers.Azure.Wire.Tasks;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>Native descriptions as jobs. Pure.</summary>
internal static class JobMapper
{
    /// <summary>The reference of a job: its id, and the Azure job it is in.</summary>
    public static JobReference ReferenceOf(string jobId, string generation) => new(AzureProviderName.Value, jobId) { Queue = generation };

    /// <summary>A single job, or the child of an array.</summary>
    public static Job Map(SeenTask seen)
    {
        var task = seen.Task;
        var reference = ReferenceOf(seen.JobId, seen.Generation) with { Index = seen.Index };
        var (state, cause) = EndOf(seen);
        var attempt = AttemptOf(task, state);
        var last = attempt > 0 ? MapAttempt(seen, attempt, state, cause) : null;
        return Common(seen, reference) with
        {
            State = state,
            NativeState = task.State,
            Reason = ReasonOf(seen, state, cause),
            Cause = cause,
            ExitCode = state is JobState.Succeeded or JobState.Failed ? EndMapper.ExitCodeOf(task) : null,
            Run = seen.Run,
            Attempt = attempt,
            Attempts = [.. seen.EarlierEnds.Select(Earlier), .. last is null ? Array.Empty<JobAttempt>() : [last]],
            AttemptsComplete = attempt <= 1 && seen.EarlierEnds.Count >= seen.Run - 1 && seen.EarlierEnds.All(end => end.Attempt <= 1),
            SubmittedAt = task.CreationTime,
            StartedAt = task.ExecutionInfo?.StartTime,
            EndedAt = EndedAt(seen, state),
            Native = seen.Native,
        };
    }

    /// <summary>The parent of an array, which has no task of its own, from its children.</summary>
    /// <param name="children">The children that are there, at least one.</param>
    public static Job MapParent(IReadOnlyList<SeenTask> children)
    {
        var first = children[0];
        var size = first.Note?.Size ?? children.Count;
        var counts = new List<KeyValuePair<JobState, int>>(children.Count + 1);
        DateTimeOffset? submittedAt = null, startedAt = null, endedAt = null;
        var (failed, ruledOut) = (0, 0);
        foreach (var child in children)
        {
            var (state, cause) = EndOf(child);
            counts.Add(new(state, 1));
            failed += state == JobState.Failed ? 1 : 0;
            ruledOut += cause == JobCause.DependencyFailed ? 1 : 0;
            submittedAt = Earlier(submittedAt, child.Task.CreationTime);
            startedAt = Earlier(startedAt, child.Task.ExecutionInfo?.StartTime);
            endedAt = EndedAt(child, state) is { } ended && !(ended <= endedAt) ? ended : endedAt;
        }

        // Children that a submit has not added yet.
        counts.Add(new(JobState.Submitted, Math.Max(0, size - children.Count)));
        var all = new JobStateCounts(counts);
        var parent = JobStates.OfArray(all);
        return Common(first, ReferenceOf(first.JobId, first.Generation)) with
        {
            State = parent,
            NativeState = null,
            Reason = parent == JobState.Failed ? $"{failed} of {all.Total} children failed"
                : parent == JobState.Cancelled && ruledOut > 0 ? ReasonOf(children.First(child => EndOf(child).Cause == JobCause.DependencyFailed), JobState.Cancelled, JobCause.DependencyFailed)
                : null,
            Cause = parent == JobState.Cancelled ? ruledOut > 0 && ruledOut == all[JobState.Cancelled] ? JobCause.DependencyFailed : JobCause.Stopped : null,
            Run = children.Max(child => child.Run),
            ArraySize = size,
            Children = all,
            SubmittedAt = submittedAt,
            StartedAt = startedAt,
            EndedAt = parent.IsTerminal() ? endedAt : null,
            RestartIndexes = children.Any(child => child.Note?.Original is not null)
                ? children.OrderBy(child => child.Index).Select(child => child.Note?.Original ?? child.Index ?? 0).ToList()
                : null,
        };
    }

    /// <summary>The state with its cause.</summary>
    public static (JobState State, JobCause? Cause) EndOf(SeenTask seen)
    {
        var state = TaskStates.ToState(seen.Task);
        if (state == JobState.Queued)
        {
            return seen.Standing.Kind switch
            {
                TaskStanding.Waiting => (JobState.Blocked, null),
                TaskStanding.RuledOut => (JobState.Cancelled, JobCause.DependencyFailed),
                _ => (state, null),
            };
        }

        if (state != JobState.Failed)
        {
            return (state, null);
        }

        var cause = EndMapper.CauseOf(seen.Task);
        return cause == JobCause.Stopped ? (JobState.Cancelled, cause) : (JobState.Failed, cause);
    }

    /// <summary>The number of the current attempt: what the service counts, and one more. Pre-emptions are not counted there.</summary>
    public static int AttemptOf(AzureTask task, JobState state)
    {
        var before = (task.ExecutionInfo?.RetryCount ?? 0) + (task.ExecutionInfo?.RequeueCount ?? 0);
        return before > 0 || state is JobState.Starting or JobState.Running || task.ExecutionInfo?.StartTime is not null ? before + 1 : 0;
    }

    private static JobAttempt MapAttempt(SeenTask seen, int number, JobState state, JobCause? cause)
    {
        var (task, info) = (seen.Task, seen.Task.ExecutionInfo);
        return new JobAttempt
        {
            Number = number,
            Run = seen.Run,
            State = state,
            StartedAt = info?.StartTime,
            EndedAt = EndedAt(seen, state),
            ExitCode = state is JobState.Succeeded or JobState.Failed ? EndMapper.ExitCodeOf(task) : null,
            Signal = cause == JobCause.Signal ? EndMapper.SignalOf(info?.ExitCode) : null,
            Cause = cause,
            Reason = ReasonOf(seen, state, cause),
            Machine = task.NodeInfo?.NodeId,
            Purchase = PurchaseOf(task.NodeInfo?.NodeId),
            LogStream = task.NodeInfo?.TaskRootDirectoryUrl,
        };
    }

    private static JobAttempt Earlier(RunEnd end) => new()
    {
        Number = Math.Max(1, end.Attempt),
        Run = end.Run,
        State = end.State,
        Cause = end.Cause,
        ExitCode = end.ExitCode,
        Signal = end.Cause == JobCause.Signal ? EndMapper.SignalOf(end.ExitCode) : null,
        Reason = end.Reason,
        StartedAt = end.StartedAt,
        EndedAt = end.EndedAt,
        Machine = end.Machine,
    };

    // The ids of nodes end with the kind of the node.
    private static PurchaseKind? PurchaseOf(string? nodeId) =>
        nodeId is null ? null
        : nodeId.EndsWith("_d", StringComparison.Ordinal) ? PurchaseKind.OnDemand
        : nodeId.EndsWith("_p", StringComparison.Ordinal) ? PurchaseKind.Spot
        : null;

    private static string? ReasonOf(SeenTask seen, JobState state, JobCause? cause) => state switch
    {
        JobState.Failed => EndMapper.ReasonOf(seen.Task, cause),
        JobState.Cancelled when cause == JobCause.Stopped => seen.StopReason,
        JobState.Cancelled => seen.Standing.Because is { } task ? $"{task}, which it waited for, did not succeed" : null,
        JobState.Blocked => seen.Standing.Because is { } task ? $"it waits for {task}" : null,
        _ => null,
    };

    private static DateTimeOffset? EndedAt(SeenTask seen, JobState state) =>
        !state.IsTerminal() ? null
        : TaskStates.IsCompleted(seen.Task) ? seen.Task.ExecutionInfo?.EndTime ?? seen.Task.StateTransitionTime
        : seen.Standing.Since ?? seen.Task.StateTransitionTime;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private static Job Common(SeenTask seen, JobReference reference) => new()
    {
        Reference = reference,
        Name = seen.Note?.Name ?? seen.Task.DisplayName ?? seen.TaskId,
        Queue = GenerationIds.Parse(seen.Generation)?.Queue ?? seen.Generation,
        State = JobState.Unknown,
        Labels = seen.Note?.Labels ?? new Dictionary<string, string>(),
        Definition = seen.Note?.Definition,
        SubmissionId = SubmissionId.TryParse(seen.JobId, out _) ? seen.JobId : null,
        RestartOf = JobReference.TryParse(seen.Note?.RestartOf, out var before) ? before : null,
    };
}
