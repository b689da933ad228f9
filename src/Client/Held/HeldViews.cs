using MultiBatch.Jobs;

namespace MultiBatch.Held;

/// <summary>
/// What is shown of held jobs, from their record and from what the service tells of the jobs they became. Pure, so that every client shows
/// the same; and whatever is shown later never goes back behind what was shown before.
/// </summary>
internal sealed class HeldViews(ClientServices services)
{
    private const string NativeState = "held";

    /// <summary>The job's own reference, as it was given out.</summary>
    public JobReference ReferenceOf(HeldRecord record, int? index) => new(services.Provider.Name, HeldId.Of(record.SubmissionId))
    {
        Connection = services.Options.ConnectionName, Queue = record.Spec.Queue, Index = index,
    };

    /// <summary>A job, array or child of which nothing was started, or which ended so.</summary>
    public Job Held(HeldRecord record, int? index)
    {
        var job = Common(record, index);
        return record.End is { } end
            ? AsEnded(job, end.State, end.Cause, end.Reason, end.At)
            : Count(job, JobState.Blocked) with
            {
                State = JobState.Blocked,
                NativeState = NativeState,
                IsHeld = true,
                Reason = record.StopReason is { } stopped ? $"held: is being stopped ({stopped})" : $"held: starts only while a client runs; {record.Reason}",
            };
    }

    /// <summary>A child that what it waited for ruled out.</summary>
    public Job RuledOut(HeldRecord record, int index) => AsEnded(
        Common(record, index), JobState.Cancelled, JobCause.DependencyFailed, "the child of this index of a job waited for ended otherwise", record.Last?.BegunAt ?? record.CreatedAt);

    /// <summary>A single job, or a child, that was started.</summary>
    /// <param name="record">The record.</param>
    /// <param name="index">The child.</param>
    /// <param name="parts">Its parts, in order; at least one.</param>
    /// <param name="jobs">What the service tells of each; null where it does not know it.</param>
    /// <returns>Null when the service no longer knows the job.</returns>
    public Job? Task(HeldRecord record, int? index, List<HeldPart> parts, IReadOnlyList<Job?> jobs)
    {
        var (last, job) = (parts[parts.Count - 1], jobs[jobs.Count - 1]);
        var history = History(parts, jobs, out var isComplete);
        if (last.Task is null || job is null)
        {
            return last.Task is null
                ? parts.Count == 1 ? Held(record, index) : Again(record, index, last.AttemptsBefore + 1, history, isComplete, jobs)
                : IsNew(last.Segment)
                    ? parts.Count == 1 ? Unseen(record, index) : Again(record, index, last.AttemptsBefore + 1, history, isComplete, jobs)
                    : null;
        }

        var isOpen = ReferenceEquals(last.Segment, record.Last);
        if (isOpen && SegmentSpec.IsReclaimed(job))
        {
            if (record.MayContinue)
            {
                return Again(record, index, last.AttemptsBefore + Math.Max(1, job.Attempt) + 1, history, isComplete, jobs);
            }

            if (record is { StopReason: { } stopped, IsComplete: false } && last.Segment.Purchase == PurchaseKind.Spot)
            {
                return Shown(record, index, job, last, history, isComplete, jobs) with { State = JobState.Cancelled, Cause = JobCause.Stopped, Reason = stopped };
            }
        }

        var shown = Shown(record, index, job, last, history, isComplete, jobs);
        return shown with { IsHeld = isOpen && record.MayContinue && !shown.State.IsTerminal() };
    }

    /// <summary>An array that was started.</summary>
    /// <param name="record">The record.</param>
    /// <param name="job">What the service tells of the last segment; null when it does not know it, or it has no job.</param>
    /// <param name="reclaimed">How many children of that segment were taken back, once it has ended.</param>
    /// <returns>Null when the service no longer knows the job.</returns>
    public Job? Array(HeldRecord record, Job? job, int reclaimed)
    {
        var last = record.Last!;
        if (job is null && (last.Job is null ? record.Segments.Count == 1 : IsNew(last) && record.Segments.Count == 1))
        {
            return last.Job is null ? Held(record, null) : Unseen(record, null);
        }

        if (job is null && last.Job is not null && !IsNew(last))
        {
            return null;
        }

        var counts = Counts(record, job, reclaimed);
        var isEnded = counts is not null ? counts.Terminal == counts.Total : job!.State.IsTerminal();
        var common = Common(record, null);
        var state = record.Segments.Count == 1 && reclaimed == 0 && record.RuledOut is null ? job!.State
            : counts is null ? job!.State
            : JobStates.OfArray(counts);
        var isRunning = record.Segments.Count > 1 || reclaimed > 0;
        return (job ?? common) with
        {
            Reference = common.Reference,
            SubmittedAt = common.SubmittedAt,
            Definition = common.Definition ?? job?.Definition,
            SubmissionId = common.SubmissionId,
            RestartOf = common.RestartOf ?? job?.RestartOf,
            RestartIndexes = common.RestartIndexes,
            State = state != JobState.Unknown && isRunning && state < JobState.Running ? JobState.Running
                : state == JobState.Submitted ? JobState.Blocked
                : state,
            StartedAt = record.Segments[0].StartedAt ?? job?.StartedAt,
            EndedAt = isEnded ? job?.EndedAt : null,
            Cause = isEnded ? job?.Cause : null,
            Reason = !isEnded && isRunning ? MoveReason(record) : job?.Reason,
            ArraySize = record.ArraySize,
            Children = counts,
            IsHeld = !isEnded && (record.MayContinue || record.IsStarting),
        };
    }

    private static string MoveReason(HeldRecord record) =>
        $"machines were taken back; what they ran is started again {(record.NextPurchase == PurchaseKind.Spot ? "on spot" : "on demand")} while a client runs";

    private static Job AsEnded(Job job, JobState state, JobCause cause, string reason, DateTimeOffset at) =>
        Count(job, state) with { State = state, NativeState = NativeState, Cause = cause, Reason = reason, EndedAt = at };

    private static Job Count(Job job, JobState state) => job.ArraySize is not { } size ? job : job with
    {
        Children = new JobStateCounts([new KeyValuePair<JobState, int>(state, size)]),
    };

    // The attempts of all parts in one history, numbered through.
    private static List<JobAttempt> History(List<HeldPart> parts, IReadOnlyList<Job?> jobs, out bool isComplete)
    {
        var attempts = new List<JobAttempt>();
        isComplete = true;
        for (var part = 0; part < parts.Count; part++)
        {
            if (jobs[part] is { } job)
            {
                isComplete &= job.AttemptsComplete;
                attempts.AddRange(job.Attempts.Select(attempt => attempt with { Number = attempt.Number + parts[part].AttemptsBefore }));
            }
            else if (parts[part].Task is not null)
            {
                isComplete = false;
            }
        }

        return attempts;
    }

    private Job Common(HeldRecord record, int? index)
    {
        var job = new Job
        {
            Reference = ReferenceOf(record, index),
            Name = record.Spec.Name,
            Queue = record.Spec.Queue,
            State = JobState.Unknown,
            SubmittedAt = record.CreatedAt,
            ArraySize = index is null ? record.ArraySize : null,
            Definition = record.Definition,
            SubmissionId = record.SubmissionId,
            RestartOf = record.RestartOf,
            RestartIndexes = index is null ? record.RestartIndexes : null,
        };
        return record.Spec.Labels is null ? job : job with { Labels = record.Spec.Labels };
    }

    private Job Unseen(HeldRecord record, int? index) => Count(Common(record, index), JobState.Blocked) with
    {
        State = JobState.Blocked,
        NativeState = NativeState,
        Reason = "started; the service does not show it yet",
        IsHeld = record.MayContinue,
    };

    /// <summary>Between two segments: as any attempt that is tried again, back in the queue.</summary>
    private Job Again(HeldRecord record, int? index, int attempt, List<JobAttempt> history, bool isComplete, IReadOnlyList<Job?> jobs)
    {
        var before = jobs.LastOrDefault(job => job is not null);
        return Common(record, index) with
        {
            State = JobState.Queued,
            NativeState = before?.NativeState ?? NativeState,
            Reason = record.StopReason is { } stopped ? $"is being stopped ({stopped})"
                : $"the machine was taken back; starts again {(record.NextPurchase == PurchaseKind.Spot ? "on spot" : "on demand")} while a client runs",
            Run = before?.Run ?? 1,
            Attempt = attempt,
            Attempts = history,
            AttemptsComplete = isComplete,
            StartedAt = FirstStart(jobs),
            IsHeld = true,
        };
    }

    private Job Shown(
        HeldRecord record, int? index, Job job, HeldPart last, List<JobAttempt> history, bool isComplete, IReadOnlyList<Job?> jobs)
    {
        var common = Common(record, index);
        var isLater = last.AttemptsBefore > 0;
        return job with
        {
            Reference = common.Reference,
            SubmittedAt = common.SubmittedAt,
            Definition = common.Definition ?? job.Definition,
            SubmissionId = common.SubmissionId,
            RestartOf = common.RestartOf ?? job.RestartOf,
            RestartIndexes = common.RestartIndexes,
            State = job.State == JobState.Unknown ? job.State
                : isLater && job.State < JobState.Queued ? JobState.Queued
                : job.State == JobState.Submitted ? JobState.Blocked
                : job.State,
            Attempt = !isLater ? job.Attempt : last.AttemptsBefore + (job.State.IsTerminal() ? job.Attempt : Math.Max(1, job.Attempt)),
            Attempts = history,
            AttemptsComplete = isComplete,
            StartedAt = FirstStart(jobs),
        };
    }

    private static DateTimeOffset? FirstStart(IReadOnlyList<Job?> jobs) => jobs.FirstOrDefault(job => job?.StartedAt is not null)?.StartedAt;

    private static JobStateCounts? Counts(HeldRecord record, Job? job, int reclaimed)
    {
        var counts = new Dictionary<JobState, int>();
        foreach (var segment in record.Segments)
        {
            Add(segment.Left);
        }

        AddTo(JobState.Cancelled, record.RuledOut?.Count ?? 0);
        if (job is null)
        {
            AddTo(JobState.Queued, record.Last!.Indexes?.Count ?? record.ArraySize ?? 0);
        }
        else if (job.Children is null)
        {
            return null;
        }
        else
        {
            Add(job.Children);
            if (reclaimed > 0)
            {
                counts[JobState.Failed] -= reclaimed;
                AddTo(record.MayContinue ? JobState.Queued : JobState.Cancelled, reclaimed);
            }
            else if (record.MayContinue && !job.State.IsTerminal() && counts.TryGetValue(JobState.Failed, out var failed))
            {
                // Whether they are failures or go on is looked at once the segment has ended.
                var before = record.Segments.Sum(segment => segment.Left?[JobState.Failed] ?? 0);
                counts[JobState.Failed] = before;
                AddTo(JobState.Running, failed - before);
            }
        }

        return new JobStateCounts(counts);

        void Add(IEnumerable<KeyValuePair<JobState, int>>? added)
        {
            foreach (var pair in added ?? [])
            {
                AddTo(pair.Key, pair.Value);
            }
        }

        void AddTo(JobState state, int count) => counts[state] = (counts.TryGetValue(state, out var known) ? known : 0) + count;
    }

    // Services that show jobs late may not know one that was started a moment ago.
    private bool IsNew(HeldSegment segment) => services.Clock.GetUtcNow() - segment.BegunAt < TimeSpan.FromMinutes(2);
}
