using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.InMemory.Programs;
using MultiBatch.TestSupport.InMemory.Reading;

namespace MultiBatch.TestSupport.InMemory.Simulation;

/// <summary>What becomes of tasks: from waiting over attempts to their end. Not thread-safe.</summary>
internal sealed class Simulator(TimeProvider clock, InMemoryOptions options, InMemoryWorld world)
{
    private readonly EventLoop _events = new(clock);
    private readonly List<(TaskRecord Task, AttemptRecord Attempt)> _gated = [];
    private int _machines;

    public Scheduler Scheduler { get; } = new();

    public DateTimeOffset Now => _events.Now;

    /// <summary>Lets happen what was due until now.</summary>
    public void CatchUp() => _events.CatchUp(() =>
    {
        ReleaseGated();
        Scheduler.Dispatch(Place);
    });

    /// <summary>Takes up tasks that have just been submitted, or wait again after a restart.</summary>
    public void Accept(IEnumerable<TaskRecord> tasks)
    {
        foreach (var task in tasks)
        {
            _events.After(options.AcceptDelay, () => Admit(task));
        }
    }

    /// <summary>Stops a task, whatever it does; one that has ended is left alone.</summary>
    public void Stop(TaskRecord task, string reason)
    {
        if (task.State is JobState.Submitted or JobState.Blocked or JobState.Queued)
        {
            Scheduler.Remove(task);
            End(task, JobState.Cancelled, JobCause.Stopped, reason);
        }
        else if (!task.State.IsTerminal())
        {
            AskToEnd(task, task.Current!, JobCause.Stopped, reason);
        }
    }

    /// <summary>Ends a running attempt without asking: its machine is gone.</summary>
    public void Lose(TaskRecord task, JobCause cause)
    {
        if (task.State is JobState.Starting or JobState.Running)
        {
            Finish(task, task.Current!, TaskEnd.NotStarted(cause, cause == JobCause.Preempted ? "the machine was taken back" : "the machine was lost"));
        }
    }

    /// <summary>Has a task run anew.</summary>
    public void Restart(TaskRecord task)
    {
        task.Run++;
        task.Attempt = 0;
        task.Cause = null;
        task.EndedAt = null;
        task.Ending = null;
        task.Job.Move(task, JobState.Submitted, null);
        Accept([task]);
    }

    private void Admit(TaskRecord task)
    {
        if (task.State is not (JobState.Submitted or JobState.Blocked))
        {
            return;
        }

        var verdicts = task.Job.Dependencies.Select(dependency => (Dependency: dependency, IsMet: dependency.IsMet(task))).ToList();
        if (verdicts.Find(verdict => verdict.IsMet == false) is { Dependency: { } failed })
        {
            var reason = $"{failed.Predecessor.Reference} ended {failed.Predecessor.State}, which rules this job out";
            End(task, JobState.Cancelled, JobCause.DependencyFailed, reason);
        }
        else if (verdicts.Find(verdict => verdict.IsMet is null) is { Dependency: { } open })
        {
            if (task.State != JobState.Blocked)
            {
                task.Job.Move(task, JobState.Blocked, $"waits for {open.Predecessor.Reference}");
            }
        }
        else
        {
            task.Job.Move(task, JobState.Queued, null);
            Enqueue(task);
        }
    }

    private void Enqueue(TaskRecord task)
    {
        if (task.State != JobState.Queued)
        {
            return;
        }

        task.QueuedAt = Now;
        Scheduler.Add(task);
        if (task.Job.Queue.Spec.MaxWait is { } longest)
        {
            var since = Now;
            _events.After(longest, () => GiveUpWaiting(task, since, longest));
        }
    }

    private void GiveUpWaiting(TaskRecord task, DateTimeOffset since, TimeSpan longest)
    {
        if (task.State == JobState.Queued && task.QueuedAt == since)
        {
            Stop(task, $"waited longer than the queue allows, {DurationText.Format(longest)}");
        }
    }

    private void Place(TaskRecord task)
    {
        task.Attempt = Math.Max(1, task.Attempt);
        var spec = task.Job.Spec;
        var isSpot = spec.Purchase?.Kind switch
        {
            PurchaseKind.Spot => true,
            PurchaseKind.SpotThenOnDemand => task.PreemptedInRun < spec.Purchase.SpotAttempts,
            PurchaseKind.OnDemand => false,
            _ => task.Environment!.Spec.Purchase?.Kind == PurchaseKind.Spot,
        };
        var attempt = new AttemptRecord(task.Run, task.Attempt, new AttemptOutput(() => Now))
        {
            Machine = NativeSection.MachineOf(spec) ?? $"machine-{++_machines}",
            MachineType = spec.Resources?.MachineType,
            Purchase = isSpot ? PurchaseKind.Spot : PurchaseKind.OnDemand,
        };
        task.Attempts.Add(attempt);
        task.Job.Move(task, JobState.Starting, null);
        _events.After(options.StartDelay, () => Begin(task, attempt));
    }

    private void Begin(TaskRecord task, AttemptRecord attempt)
    {
        if (attempt.State != JobState.Starting)
        {
            return;
        }

        var (run, failure) = TaskStart.Start(task, attempt, world);
        if (run is null)
        {
            Finish(task, attempt, failure!);
            return;
        }

        attempt.Program = run;
        attempt.StartedAt = Now;
        attempt.State = JobState.Running;
        task.Job.Move(task, JobState.Running, null);
        if (task.Job.Spec.Timeout is { } timeout)
        {
            timeout = timeout < options.ShortestTimeout ? options.ShortestTimeout : timeout;
            _events.After(timeout, () => AskToEnd(task, attempt, JobCause.TimedOut, $"ran longer than {DurationText.Format(timeout)}"));
        }

        Continue(task, attempt);
    }

    private void Continue(TaskRecord task, AttemptRecord attempt)
    {
        if (attempt.State != JobState.Running)
        {
            return;
        }

        var pause = attempt.Program!.Continue();
        if (pause.End is not null)
        {
            Finish(task, attempt, pause.End);
        }
        else if (pause.For is { } duration)
        {
            _events.After(duration, () => Continue(task, attempt));
        }
        else
        {
            attempt.Gate = pause.Gate;
            _gated.Add((task, attempt));
        }
    }

    private void ReleaseGated()
    {
        var open = _gated.FindAll(item => item.Attempt.State != JobState.Running || world.IsOpen(item.Attempt.Gate!));
        _gated.RemoveAll(open.Contains);
        foreach (var (task, attempt) in open)
        {
            Continue(task, attempt);
        }
    }

    private void AskToEnd(TaskRecord task, AttemptRecord attempt, JobCause cause, string reason)
    {
        if (attempt.State is not (JobState.Starting or JobState.Running) || task.Ending is not null)
        {
            return;
        }

        task.Ending = (cause, reason);
        var asks = options.Supports(BatchFeature.StopGrace);
        if (attempt.State == JobState.Starting)
        {
            Finish(task, attempt, TaskEnd.NotStarted(cause, reason));
        }
        else if (asks && attempt.Program!.OnTerminate is var (text, exitCode))
        {
            attempt.Output.Write(System.Text.Encoding.UTF8.GetBytes(text));
            Finish(task, attempt, TaskEnd.Exited(exitCode));
        }
        else if (asks && attempt.Program!.IgnoresTerminate)
        {
            _events.After(options.StopGrace, () => Kill(task, attempt, 9));
        }
        else
        {
            Kill(task, attempt, asks ? 15 : 9);
        }
    }

    private void Kill(TaskRecord task, AttemptRecord attempt, int signal)
    {
        if (attempt.State == JobState.Running)
        {
            Finish(task, attempt, TaskEnd.Signalled(signal));
        }
    }

    private void Finish(TaskRecord task, AttemptRecord attempt, TaskEnd end)
    {
        if (task.Ending is var (cause, reason))
        {
            end = end with { Cause = cause, Reason = reason };
        }

        attempt.End = end;
        attempt.EndedAt = Now;
        attempt.Output.IsClosed = true;
        attempt.State = end.IsSuccess ? JobState.Succeeded : end.Cause == JobCause.Stopped ? JobState.Cancelled : JobState.Failed;
        task.Ending = null;
        Scheduler.Free(task);
        if (RetryRules.TriesAgain(task, end))
        {
            task.Attempt++;
            task.Job.Move(task, JobState.Queued, $"tries again after attempt {attempt.Number}: {end.Reason}");
            _events.After(options.RetryDelay, () => Enqueue(task));
        }
        else
        {
            End(task, attempt.State, end.Cause, end.Reason);
        }
    }

    private void End(TaskRecord task, JobState state, JobCause? cause, string? reason)
    {
        task.Job.Move(task, state, reason);
        task.Cause = cause;
        task.EndedAt = Now;
        var wholeJobEnded = task.Job.State.IsTerminal();
        foreach (var dependent in task.Job.Dependents)
        {
            var watching = dependent.Dependencies.Where(dependency => dependency.Predecessor == task.Job).ToList();
            if (wholeJobEnded || watching.Exists(dependency => dependency.Mode == DependencyMode.Whole && dependency.Index == task.Index))
            {
                dependent.Tasks.Take(dependent.Arrived).ToList().ForEach(Admit);
            }
            else if (watching.Exists(dependency => dependency.Mode == DependencyMode.IndexToIndex) && task.Index < dependent.Arrived)
            {
                Admit(dependent.Tasks[task.Index]);
            }
        }
    }
}
