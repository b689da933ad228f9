using MultiBatch.Emulators.Faults;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Google.Batch.Scheduling;

/// <summary>Leads jobs through their states. Belongs to the state's lock.</summary>
internal sealed class JobFlow
{
    // https://cloud.google.com/batch/quotas#job_limits
    private static readonly TimeSpan LongestQueued = TimeSpan.FromDays(2);
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(14);

    private readonly GoogleState _state;
    private readonly Agenda _agenda;
    private readonly EmulatorClock _clock;
    private readonly Stamps _stamps;
    private readonly GoogleEmulatorOptions _options;
    private readonly EmulatorQuirks _quirks;
    private readonly EmulatorFaults _faults;

    public JobFlow(GoogleState state, Agenda agenda, EmulatorClock clock, Stamps stamps, GoogleEmulatorOptions options, EmulatorQuirks quirks, EmulatorFaults faults)
    {
        _state = state;
        _agenda = agenda;
        _clock = clock;
        _stamps = stamps;
        _options = options;
        _quirks = quirks;
        _faults = faults;
    }

    public required Func<Dispatcher> Dispatcher { get; init; }

    /// <summary>Ends the try of a task that is under way.</summary>
    public required Action<TaskEntry, AttemptStop> StopTask { get; init; }

    /// <summary>Takes a job that has just been made.</summary>
    public void Admit(JobEntry job)
    {
        _agenda.After(_clock.Scale(LongestQueued), () =>
        {
            if (job.State == JobState.Queued && !job.IsEnding)
            {
                Fail(job, " Job stays in QUEUED state for too long.");
            }
        });
        if (!_quirks.IsOn(GoogleQuirks.TasksAppearLate))
        {
            MakeTasks(job, job.CreatedAt);
        }

        foreach (var wait in job.Waits)
        {
            wait.Job.Dependents.Add(job);
            wait.IsMet = wait.Matches(wait.Job.State);
        }

        Proceed(job);
    }

    /// <summary>A task has begun to run.</summary>
    public void TaskRuns(JobEntry job)
    {
        if (job.State != JobState.Scheduled)
        {
            return;
        }

        Move(job, JobState.Running);
        job.StartedAt = job.UpdatedAt;
        _agenda.After(_clock.Scale(LongestRun), () =>
        {
            if (job.State == JobState.Running)
            {
                Array.ForEach(job.Tasks, task => Stop(task, new AttemptStop(EventTexts.TimedOut)));
            }
        });
    }

    /// <summary>A task has ended for good.</summary>
    public void TaskEnded(TaskEntry task, string? failure)
    {
        var job = task.Job;
        job.Open--;
        if (failure is not null)
        {
            job.FailureText ??= EventTexts.JobFailed(task.Index, failure);
            if (_options.FailureStopsGroup)
            {
                DropReady(job);
            }
        }

        EndIfDone(job);
    }

    /// <summary>Begins the cancellation of a job that has not ended.</summary>
    public void Cancel(JobEntry job)
    {
        Move(job, JobState.CancellationInProgress);
        End(job);
    }

    /// <summary>Begins the deletion of a job.</summary>
    public void Delete(JobEntry job)
    {
        var wasOver = job.State.IsEnd();
        Move(job, JobState.DeletionInProgress);
        if (wasOver)
        {
            _agenda.After(_clock.Scale(_options.Delays.Cleanup), () => Remove(job));
        }
        else
        {
            End(job);
        }
    }

    /// <summary>A task of a job that ends has ended.</summary>
    public void EndIfDone(JobEntry job)
    {
        if (!job.IsEnding)
        {
            if (job.Open == 0 && job.Tasks.Length > 0)
            {
                Finish(job, job.FailureText is null ? JobState.Succeeded : JobState.Failed, job.FailureText);
            }

            return;
        }

        if (job.Active == 0)
        {
            _agenda.After(_clock.Scale(_options.Delays.Cleanup), () => Settle(job));
        }
    }

    private void Proceed(JobEntry job)
    {
        if (job.State != JobState.Queued || job.IsEnding)
        {
            return;
        }

        if (job.Waits.TrueForAll(wait => wait.IsMet))
        {
            _agenda.After(_clock.Scale(_options.Delays.Queued), () => Schedule(job));
        }
        else if (job.Waits.Exists(wait => !wait.IsMet && wait.Job.EndedAt is not null) && _quirks.IsOn(GoogleQuirks.DependencyNeverMet))
        {
            Fail(job, " A job it depends on has ended otherwise.");
        }
    }

    private void Schedule(JobEntry job)
    {
        if (job.State != JobState.Queued || job.IsEnding)
        {
            return;
        }

        var problem = _faults.Of(FaultKind.InvalidEnvironment, job.Id) is { } fault ? fault.Reason ?? EventTexts.InvalidField(job.Id)
            : job.Terms.Machine.IsKnown ? null
            : EventTexts.NoSuchMachine(job.Terms.Machine.Name, job.Terms.Zones[0]);
        if (problem is not null)
        {
            AddEvent(job, EventTexts.CannotRun(problem));
            Fail(job, null);
            return;
        }

        Move(job, JobState.Scheduled);
        _agenda.After(_clock.Scale(_options.Delays.Tasks), () => MakeTasks(job, _clock.Now));
        _agenda.After(_clock.Scale(_options.Delays.Provisioning), () => Provision(job));
    }

    private void MakeTasks(JobEntry job, DateTimeOffset from)
    {
        if (job.TasksFrom is null && !job.IsEnding)
        {
            job.TasksFrom = from;
            job.Open = job.Terms.TaskCount;
            job.Tasks = new TaskEntry[job.Terms.TaskCount];
            for (var index = 0; index < job.Tasks.Length; index++)
            {
                job.Tasks[index] = new TaskEntry(job, index, from);
            }
        }
    }

    private void Provision(JobEntry job)
    {
        if (job.State != JobState.Scheduled || job.IsEnding)
        {
            return;
        }

        if (_faults.Of(FaultKind.InsufficientCapacity, job.Id) is { } fault)
        {
            var text = EventTexts.NoMachines(fault.Reason ?? EventTexts.Exhausted(job.Terms.Zones[0]));
            if (job.Events.Count == 0 || job.Events[^1].Description != text)
            {
                AddEvent(job, text);
            }

            if (!_quirks.IsOn(GoogleQuirks.ShortageStaysScheduled))
            {
                Fail(job, null);
                return;
            }

            _agenda.After(_clock.Scale(_options.Delays.CapacityRetry), () => Provision(job));
            return;
        }

        MakeTasks(job, _clock.Now);
        job.IsReady = true;
        Dispatcher().Add(job);
    }

    /// <summary>Ends a job before any of its tasks ran.</summary>
    private void Fail(JobEntry job, string? why)
    {
        DropReady(job);
        Finish(job, JobState.Failed, why);
    }

    /// <summary>Stops what runs and starts nothing more.</summary>
    private void End(JobEntry job)
    {
        job.IsEnding = true;
        DropReady(job);
        foreach (var task in job.Tasks)
        {
            Stop(task, AttemptStop.JobEnds);
        }

        EndIfDone(job);
    }

    private void Stop(TaskEntry task, AttemptStop stop)
    {
        if (task.Current is { Stop: null })
        {
            StopTask(task, stop);
        }
    }

    private void DropReady(JobEntry job)
    {
        Dispatcher().Remove(job);
        foreach (var task in job.Tasks.Where(task => task.State == TaskState.Pending && task.Current is null))
        {
            task.Become(TaskState.Unexecuted, _stamps.Next());
            job.Open--;
        }
    }

    /// <summary>The end of a job that was cancelled or deleted, once nothing of it runs.</summary>
    private void Settle(JobEntry job)
    {
        if (job.Active > 0)
        {
            return;
        }

        if (job.State == JobState.CancellationInProgress)
        {
            Finish(job, JobState.Cancelled, null);
        }
        else if (job.State == JobState.DeletionInProgress)
        {
            Remove(job);
        }
    }

    private void Finish(JobEntry job, JobState state, string? why)
    {
        Move(job, state, why);
        job.EndedAt = job.UpdatedAt;
        Done(job.Cancellation);
        foreach (var dependent in job.Dependents)
        {
            dependent.Waits.Where(wait => wait.Job == job && wait.Matches(state)).ToList().ForEach(wait => wait.IsMet = true);
            Proceed(dependent);
        }

        _agenda.After(_clock.Scale(_options.JobHistory), () => Remove(job));
    }

    private void Remove(JobEntry job)
    {
        if (!_state.JobsByOrdinal.Remove(job.Ordinal))
        {
            return;
        }

        _state.Jobs.Remove((job.Location, job.Id));
        job.EndedAt ??= _stamps.Next();
        Done(job.Cancellation);
        Done(job.Deletion);
        job.Dependents.ForEach(Proceed);
    }

    private void Done(OperationEntry? operation)
    {
        if (operation is { EndedAt: null })
        {
            operation.EndedAt = _stamps.Next();
        }
    }

    private void Move(JobEntry job, JobState state, string? more = null)
    {
        var from = job.State;
        var time = _stamps.Next();
        job.Become(state, time);
        job.Events.Add(new StatusEvent(time, EventTexts.JobMoved(job, from, state, more)));
    }

    private void AddEvent(JobEntry job, string text) => job.Events.Add(new StatusEvent(_stamps.Next(), text));
}
