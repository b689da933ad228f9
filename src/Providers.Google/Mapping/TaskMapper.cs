using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Providers.Google.Wire.Tasks;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>Native tasks as the children of an array. Pure.</summary>
internal static class TaskMapper
{
    /// <param name="index">The index of the child.</param>
    /// <param name="task">The task; null when the service has none (yet).</param>
    /// <param name="facts">What does not change about its job.</param>
    /// <param name="job">The job; null when it was not asked for, which is enough for a task that waits, runs or succeeded.</param>
    /// <param name="native">The description as received.</param>
    public static Job Map(int index, TaskResource? task, JobFacts facts, JobResource? job, JsonElement? native)
    {
        var view = task is null ? new TaskView() : TaskView.Of(task);
        var state = StateOf(task, view, job);
        var hasRun = task is not null && (view.StartedAt is not null || view.ExitCode is not null || view.NativeState is NativeStates.Running or NativeStates.Succeeded);
        var end = state switch
        {
            JobState.Failed when task is not null => TaskEnd.Of(view.ExitCode, view.Text, facts.Start),
            JobState.Failed => new TaskEnd { Reason = job is null ? null : JobMapper.FailureText(StatusEvents.Ordered(job.Status?.StatusEvents)) },
            JobState.Cancelled when NativeStates.IsCalledOff(job?.Status?.State) => new TaskEnd { Cause = JobCause.Stopped },
            JobState.Cancelled => new TaskEnd { Reason = "the job ended before this task was run" },
            JobState.Succeeded => new TaskEnd { ExitCode = 0 },
            _ => new TaskEnd(),
        };
        var instance = job is null ? null : JobMapper.Instance(job);
        return new Job
        {
            Reference = facts.Reference.Child(index),
            Name = facts.Name,
            Queue = facts.Queue,
            State = state,
            NativeState = view.NativeState ?? job?.Status?.State,
            Reason = end.Reason,
            Cause = end.Cause,
            ExitCode = end.ExitCode,
            Attempt = hasRun ? view.Attempt : 0,
            SubmittedAt = facts.CreatedAt,
            StartedAt = view.StartedAt,
            EndedAt = state.IsTerminal() ? view.EndedAt ?? job?.UpdateTime : null,
            AttemptsComplete = facts.MaxRetries == 0,
            Labels = facts.Labels,
            Definition = facts.Definition,
            SubmissionId = facts.SubmissionId,
            RestartOf = facts.RestartOf,
            Native = native,
            Attempts = !hasRun ? [] :
            [
                new JobAttempt
                {
                    Number = view.Attempt,
                    State = state,
                    StartedAt = view.StartedAt,
                    EndedAt = state.IsTerminal() ? view.EndedAt : null,
                    ExitCode = end.ExitCode,
                    Signal = end.Signal,
                    Cause = end.Cause,
                    Reason = end.Reason,
                    Machine = view.Place?.Machine,
                    Zone = view.Place?.Zone,
                    MachineType = instance?.MachineType,
                    Purchase = JobMapper.PurchaseOf(instance?.ProvisioningModel),
                    LogStream = TaskView.StreamOf(facts, index),
                },
            ],
        };
    }

    /// <summary>Whether the job itself has to be looked at to know what became of a task.</summary>
    public static bool NeedsJob(TaskResource? task) =>
        task?.Status?.State is not (NativeStates.Pending or NativeStates.Assigned or NativeStates.Running or NativeStates.Succeeded);

    /// <summary>Whether a task failed because its job was called off.</summary>
    public static bool WasCalledOff(TaskResource task, JobResource job)
    {
        if (!NativeStates.IsCalledOff(job.Status?.State) || task.Status?.State != NativeStates.Failed)
        {
            return false;
        }

        var calledOff = StatusEvents.FirstEntry(StatusEvents.Ordered(job.Status?.StatusEvents), NativeStates.Cancelling);
        return calledOff is null || TaskView.Of(task).EndedAt is not { } endedAt || endedAt >= calledOff;
    }

    private static JobState StateOf(TaskResource? task, TaskView view, JobResource? job)
    {
        var own = job is null ? JobState.Unknown : JobMapper.StateOf(job);
        if (task is null)
        {
            return job is null ? JobState.Queued
                : own == JobState.Failed && !JobMapper.HasTasks(job) ? JobState.Failed
                : own == JobState.Succeeded ? JobState.Succeeded
                : own.IsTerminal() ? JobState.Cancelled
                : own is JobState.Unknown or JobState.Running ? JobState.Queued
                : own;
        }

        var state = NativeStates.OfTask(view.NativeState);
        return job is not null && WasCalledOff(task, job) ? JobState.Cancelled
            : own.IsTerminal() && !state.IsTerminal() ? own == JobState.Succeeded ? JobState.Succeeded : JobState.Cancelled
            : state;
    }
}
