using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Logs;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Google.Batch.Scheduling;

/// <content>What follows from the end of a try.</content>
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

    private void Move(TaskEntry task, TaskState state, string? machine = null) =>
        Become(task, state, EventTexts.TaskMoved(task.State, state, machine ?? task.Current!.Machine), exitCode: null);

    private void Become(TaskEntry task, TaskState state, string text, int? exitCode)
    {
        var now = _stamps.Next();
        task.Become(state, now);
        task.Events.Add(new StatusEvent(now, text, state, exitCode));
    }

    private void Hold(AttemptEntry attempt, bool isHeld)
    {
        if (attempt.HoldsSlot != isHeld)
        {
            attempt.HoldsSlot = isHeld;
            _state.BusySlots += isHeld ? 1 : -1;
        }
    }

    /// <summary>Tasks that share a machine have the same one; after a loss there are others, in another zone.</summary>
    private static string MachineOf(TaskEntry task)
    {
        var terms = task.Job.Terms;
        var machines = (terms.Parallelism + terms.TaskPack - 1) / terms.TaskPack;
        var text = string.Create(CultureInfo.InvariantCulture, $"{task.Job.Uid}/{task.Index / terms.TaskPack % machines}/{task.Job.LostMachines}");
        var id = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % 8_000_000_000_000_000_000 + 1_000_000_000_000_000_000;
        return string.Create(CultureInfo.InvariantCulture, $"zones/{terms.Zones[task.Job.LostMachines % terms.Zones.Count]}/instances/{id}");
    }
}
