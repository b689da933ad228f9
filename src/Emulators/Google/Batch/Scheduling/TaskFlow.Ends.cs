using MultiBatch.Emulators.Google.Batch.Model;

namespace MultiBatch.Emulators.Google.Batch.Scheduling;

/// <content>How tries end, and what follows.</content>
internal sealed partial class TaskFlow
{
    private void End(TaskEntry task, AttemptEntry attempt)
    {
        var job = task.Job;
        attempt.Overdue?.Cancel();
        attempt.Loss?.Cancel();
        job.AtBarrier.Remove(task);
        Hold(attempt, isHeld: false);
        job.Active--;
        task.Tries++;
        task.Current = null;
        var exitCode = attempt.Stop is { } stop ? stop.ExitCode : attempt.ExitCode ?? 0;
        if (job.IsEnding || exitCode is null)
        {
            EndWithJob(task, attempt);
        }
        else if (exitCode == 0)
        {
            Move(task, TaskState.Succeeded, attempt.Machine);
            Jobs.TaskEnded(task, failure: null);
        }
        else if (IsRetried(task, exitCode.Value))
        {
            Retry(task, attempt, exitCode.Value);
        }
        else
        {
            var text = EventTexts.TaskFailed(attempt.Machine, exitCode.Value);
            Become(task, TaskState.Failed, text, exitCode);
            Jobs.TaskEnded(task, text);
        }

        if (task.State.IsEnd() && job.AtBarrier.Count > 0)
        {
            foreach (var barrier in job.Terms.Runnables.Where(runnable => runnable.IsBarrier && IsOpen(job, runnable)))
            {
                Release(job, barrier);
            }
        }

        Dispatcher().Request();
    }

    private void EndWithJob(TaskEntry task, AttemptEntry attempt)
    {
        if (_quirks.IsOn(GoogleQuirks.CancelLeavesUnexecuted) || task.State != TaskState.Running)
        {
            task.Become(TaskState.Unexecuted, _stamps.Next());
        }
        else
        {
            Become(task, TaskState.Failed, EventTexts.TaskFailed(attempt.Machine, EventTexts.OtherFailure), EventTexts.OtherFailure);
        }

        task.Job.Open--;
        Jobs.EndIfDone(task.Job);
    }

    private bool IsRetried(TaskEntry task, int exitCode)
    {
        var terms = task.Job.Terms;
        return task.Tries <= terms.MaxRetries
            && (exitCode != EventTexts.TimedOut || _quirks.IsOn(GoogleQuirks.TimeoutRetried))
            && (terms.PolicyRetries is not { } retries || terms.PolicyCodes.Contains(exitCode) == retries);
    }

    private void Retry(TaskEntry task, AttemptEntry attempt, int exitCode)
    {
        var isShown = EventTexts.IsReserved(exitCode) ? _quirks.IsOn(GoogleQuirks.OldCodesStay) : !_quirks.IsOn(GoogleQuirks.HiddenAttempts);
        var now = _stamps.Next();
        if (isShown)
        {
            task.Events.Add(new StatusEvent(now, EventTexts.TaskFailed(attempt.Machine, exitCode), TaskState.Failed, exitCode));
        }

        task.Become(TaskState.Pending, now);
        _agenda.After(_clock.Scale(_options.Delays.Retry), () =>
        {
            if (task is { State: TaskState.Pending, Current: null } && !task.Job.IsEnding)
            {
                Dispatcher().Add(task);
            }
        });
    }
}
