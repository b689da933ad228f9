using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>Native jobs as ours. Pure.</summary>
internal static class JobMapper
{
    /// <summary>The state of a job, with what it was when somebody called it off.</summary>
    public static JobState StateOf(JobResource job)
    {
        var state = job.Status?.State;
        if (state is not (NativeStates.Cancelling or NativeStates.Deleting))
        {
            return NativeStates.OfJob(state);
        }

        // A job that is being deleted may have ended before; one that is being called off has not, and must not be seen going back.
        var events = StatusEvents.Ordered(job.Status?.StatusEvents);
        for (var place = events.Count - 1; place >= 0; place--)
        {
            if (StatusEvents.EnteredBy(events[place]) is { } entered && NativeStates.OfJob(entered) is not JobState.Unknown and var known)
            {
                return known;
            }
        }

        return JobState.Queued;
    }

    /// <summary>A job that is no array.</summary>
    /// <param name="job">The native description.</param>
    /// <param name="facts">What does not change about it.</param>
    /// <param name="task">What is known of its task; null when it was not asked for or is not there.</param>
    /// <param name="native">The description as received.</param>
    public static Job Map(JobResource job, JobFacts facts, TaskView? task, JsonElement? native)
    {
        var state = StateOf(job);
        var events = StatusEvents.Ordered(job.Status?.StatusEvents);
        var startedAt = StatusEvents.FirstEntry(events, NativeStates.Running);
        var why = state == JobState.Failed ? FailureText(events) : null;
        var view = task ?? new TaskView { Text = why, ExitCode = state == JobState.Succeeded ? 0 : StatusEvents.ExitCodeIn(why), Place = StatusEvents.PlaceIn(why) };
        var end = state == JobState.Failed ? TaskEnd.Of(view.ExitCode, view.Text ?? why, facts.Start)
            // The service keeps no reason of a cancel.
            : state == JobState.Cancelled ? new TaskEnd { Cause = JobCause.Stopped }
            : new TaskEnd { ExitCode = state == JobState.Succeeded ? 0 : null };
        var hasRun = startedAt is not null || view.ExitCode is not null || state is JobState.Running or JobState.Succeeded;
        var endedAt = EndOf(job, state, events);
        return Common(job, facts, native) with
        {
            State = state,
            Reason = state is JobState.Failed or JobState.Cancelled ? end.Reason : state.IsTerminal() ? null : Waiting(events),
            Cause = end.Cause,
            ExitCode = end.ExitCode,
            Attempt = hasRun ? view.Attempt : 0,
            StartedAt = view.StartedAt ?? startedAt,
            EndedAt = endedAt,
            AttemptsComplete = facts.MaxRetries == 0,
            Attempts = !hasRun ? [] :
            [
                new JobAttempt
                {
                    Number = view.Attempt,
                    State = state,
                    StartedAt = view.StartedAt ?? startedAt,
                    EndedAt = state.IsTerminal() ? view.EndedAt ?? endedAt : null,
                    ExitCode = end.ExitCode,
                    Signal = end.Signal,
                    Cause = end.Cause,
                    Reason = end.Reason,
                    Machine = view.Place?.Machine,
                    Zone = view.Place?.Zone,
                    MachineType = Instance(job)?.MachineType,
                    Purchase = PurchaseOf(Instance(job)?.ProvisioningModel),
                    LogStream = TaskView.StreamOf(facts, 0),
                },
            ],
        };
    }

    /// <summary>The parent of an array.</summary>
    /// <param name="job">The native description.</param>
    /// <param name="facts">What does not change about it.</param>
    /// <param name="cancelled">Of tasks that failed, how many were called off with the job.</param>
    /// <param name="native">The description as received.</param>
    public static Job MapParent(JobResource job, JobFacts facts, int cancelled, JsonElement? native)
    {
        var own = StateOf(job);
        var events = StatusEvents.Ordered(job.Status?.StatusEvents);
        var counts = ArrayCounts.Of(job, facts, own, cancelled);
        var state = JobStates.OfArray(counts);

        // Counts may run ahead of the job, or lag behind it; it has ended once the service says so.
        state = own == JobState.Unknown ? own
            : own.IsTerminal() ? state.IsTerminal() ? state : own
            : state.IsTerminal() ? JobState.Running
            : own > state ? own
            : state;
        return Common(job, facts, native) with
        {
            State = state,
            Reason = state switch
            {
                JobState.Succeeded => null,
                JobState.Failed => HasTasks(job) ? $"{counts[JobState.Failed]} of {counts.Total} children failed" : FailureText(events),
                JobState.Cancelled => null,
                _ => Waiting(events),
            },
            Cause = state == JobState.Cancelled ? JobCause.Stopped : null,
            ArraySize = facts.Tasks,
            Children = counts,
            AttemptsComplete = facts.MaxRetries == 0,
            StartedAt = StatusEvents.FirstEntry(events, NativeStates.Running),
            EndedAt = EndOf(job, state, events),
            RestartIndexes = facts.Indexes,
        };
    }

    /// <summary>Whether the service counts any task: a job that fails while it is queued never has one.</summary>
    public static bool HasTasks(JobResource job) =>
        job.Status?.TaskGroups?.Values.Any(group => group.Counts?.Values.Any(count => count > 0) == true) == true;

    /// <summary>What the service says of the failure of a job.</summary>
    public static string? FailureText(IReadOnlyList<StatusEvent> ordered) =>
        (ordered.LastOrDefault(happened => StatusEvents.EnteredBy(happened) == NativeStates.Failed) ?? (ordered.Count > 0 ? ordered[ordered.Count - 1] : null))?.Description;

    /// <summary>The machines of a job, where they are all of one kind.</summary>
    public static InstanceStatus? Instance(JobResource job)
    {
        var instances = job.Status?.TaskGroups?.Values.SelectMany(group => group.Instances ?? []).Take(2).ToList();
        return instances is [var only] ? only : null;
    }

    public static PurchaseKind? PurchaseOf(string? model) => model switch
    {
        ProvisioningModels.Standard => PurchaseKind.OnDemand,
        ProvisioningModels.Spot or "PREEMPTIBLE" => PurchaseKind.Spot,
        _ => null,
    };

    // What keeps a job waiting is an event that changes no state.
    private static string? Waiting(IReadOnlyList<StatusEvent> events) =>
        events.Count > 0 && StatusEvents.EnteredBy(events[events.Count - 1]) is null ? events[events.Count - 1].Description : null;

    private static DateTimeOffset? EndOf(JobResource job, JobState state, IReadOnlyList<StatusEvent> events) =>
        !state.IsTerminal() ? null : StatusEvents.LastEntry(events, job.Status?.State ?? string.Empty) ?? job.UpdateTime;

    private static Job Common(JobResource job, JobFacts facts, JsonElement? native) => new()
    {
        Reference = facts.Reference,
        Name = facts.Name,
        Queue = facts.Queue,
        State = JobState.Unknown,
        NativeState = job.Status?.State,
        SubmittedAt = facts.CreatedAt,
        Labels = facts.Labels,
        Definition = facts.Definition,
        SubmissionId = facts.SubmissionId,
        RestartOf = facts.RestartOf,
        Native = native,
    };
}
