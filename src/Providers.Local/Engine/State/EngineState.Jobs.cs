using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.Records;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Engine.State;

/// <content>The changes of jobs and tasks.</content>
internal sealed partial class EngineState
{
    /// <summary>
    /// The launch of a planned task has begun. Not journalled: until the process runs, a crash is settled from what the launch left behind.
    /// </summary>
    public void BeginLaunch(JobEntry job, int index, EnvironmentEntry environment)
    {
        var live = LiveOf(job);
        ref var task = ref job.Tasks[index];
        task.Attempt = Math.Max(task.Attempt, 1);
        task.HasBegun = true;
        SetState(job, index, JobState.Starting);
        RunningOf(live, index).Environment = environment.Name;
    }

    /// <summary>A planned task was found never to have been launched by the engine before this one. Not journalled: the next engine finds the same.</summary>
    public void Unplan(JobEntry job, int index) => SetPlanned(job, index, false);

    private static LiveJob LiveOf(JobEntry job) =>
        job.Live ?? throw new InvalidDataException($"The journal changes job {job.Number}, which has ended.");

    private static RunningTask RunningOf(LiveJob live, int index)
    {
        if (!live.Running.TryGetValue(index, out var running))
        {
            running = new RunningTask();
            live.Running.Add(index, running);
        }

        return running;
    }

    private void Add(JobAdded added)
    {
        var spec = BatchJson.ReadJobSpec(added.Spec.Utf8);
        var edges = ResolveEdges(spec);
        var size = spec.Array?.Size ?? spec.Array?.Tasks?.Rows.Count ?? 1;
        var tasks = new TaskRow[size];
        for (var index = 0; index < size; index++)
        {
            tasks[index] = TaskRow.New(edges.Count > 0 ? JobState.Blocked : JobState.Queued);
        }

        var job = new JobEntry(JobKey.Parse(added.Id), added.Job, tasks, spec.Array is not null)
        {
            Name = spec.Name!,
            Queue = QueueOf(spec.Queue).Name,
            Priority = spec.Priority ?? 0,
            Spec = added.Spec.Utf8,
            SubmittedAt = Clock.FromStored(added.Time)!.Value,
            Labels = spec.Labels is { Count: > 0 } ? spec.Labels : null,
            Definition = added.Definition,
            RestartOf = added.RestartOf,
        };
        Jobs.Add(job);
        _taskCounts[(int)tasks[0].State] += size;
        Enliven(job, spec, edges);
        foreach (var edge in edges)
        {
            if (edge.Predecessor.Live is null)
            {
                BeforeEndedChanges?.Invoke(edge.Predecessor);
            }

            (edge.Predecessor.Dependents ??= []).Add(job.Number);
        }
    }

    private void Release(TasksReleased released)
    {
        var job = Jobs.Get(released.Job);
        foreach (var index in released.Tasks)
        {
            SetState(job, index, JobState.Queued);
        }
    }

    private void Plan(LaunchesPlanned planned)
    {
        var job = Jobs.Get(planned.Job);
        foreach (var index in planned.Tasks)
        {
            job.Tasks[index].Launches++;
            SetPlanned(job, index, true);
        }
    }

    private void Start(AttemptStarted started)
    {
        var job = Jobs.Get(started.Job);
        var running = RunningOf(LiveOf(job), started.Task);
        running.Environment = started.Environment;
        running.Identity = started.BootId is null ? null : new ProcessIdentity(started.ProcessId, started.ProcessStart, started.BootId);
        ref var task = ref job.Tasks[started.Task];
        task.Attempt = Math.Max(task.Attempt, 1);
        task.HasBegun = true;
        task.StartedAt = Clock.FromStored(started.Time);
        job.StartedAt ??= task.StartedAt;
        job.HasRun = true;
        SetState(job, started.Task, JobState.Running);
    }

    private void End(AttemptEnded ended)
    {
        var job = Jobs.Get(ended.Job);
        var live = LiveOf(job);
        live.Running.Remove(ended.Task);
        ref var task = ref job.Tasks[ended.Task];
        task.Attempt = Math.Max(task.Attempt, 1);
        task.HasBegun = true;
        task.EndedAt = Clock.FromStored(ended.Time);
        task.ExitCode = ended.ExitCode;
        task.Signal = ended.Signal;
        task.Cause = ended.Cause;
        job.SetReason(ended.Task, ended.Reason);
        if (!ended.Retry)
        {
            SetState(job, ended.Task, ended.State);
            Settle(job, task.EndedAt);
            return;
        }

        MoveToPast(job, ended.Task, ended.State, ended.NeverRan);
        task.Attempt++;
        SetPlanned(job, ended.Task, false);
        SetState(job, ended.Task, JobState.Queued);
    }

    private void OrderKill(KillOrdered kill)
    {
        var job = Jobs.Get(kill.Job);
        var live = LiveOf(job);
        foreach (var index in kill.Tasks)
        {
            var running = RunningOf(live, index);
            running.KillCause = kill.Cause;
            running.KillReason = kill.Reason;
        }
    }

    private void Cancel(TasksCancelled cancelled)
    {
        var job = Jobs.Get(cancelled.Job);
        var live = LiveOf(job);
        var time = Clock.FromStored(cancelled.Time);
        foreach (var index in cancelled.Tasks)
        {
            live.Running.Remove(index);
            ref var task = ref job.Tasks[index];
            task.Cause = cancelled.Cause;
            task.EndedAt = time;
            job.SetReason(index, cancelled.Reason);
            SetState(job, index, JobState.Cancelled);
            task.IsPlanned = false;
        }

        Settle(job, time);
    }

    private void Restart(TasksRestarted restarted)
    {
        var job = Jobs.Get(restarted.Job);
        if (job.Live is null)
        {
            BeforeEndedChanges?.Invoke(job);
            var spec = BatchJson.ReadJobSpec(job.Spec);
            Enliven(job, spec, ResolveEdges(spec));
            job.EndedAt = null;
            job.HasRun = false;
        }

        job.Run++;
        foreach (var index in restarted.Queued)
        {
            Begin(index, JobState.Queued);
        }

        foreach (var index in restarted.Blocked)
        {
            Begin(index, JobState.Blocked);
        }

        void Begin(int index, JobState state)
        {
            ref var task = ref job.Tasks[index];
            MoveToPast(job, index, task.State);
            task.Run = job.Run;
            task.Attempt = 0;
            SetState(job, index, state);
        }
    }

    private void DropPlans()
    {
        foreach (var job in LiveJobs)
        {
            foreach (var index in job.Live!.Planned.Concat(job.Live.Planning))
            {
                SetPlanned(job, index, false);
            }
        }
    }

    /// <summary>Keeps the current attempt, if it has begun, and clears the row for the next one.</summary>
    private static void MoveToPast(JobEntry job, int index, JobState state, bool neverRan = false)
    {
        ref var task = ref job.Tasks[index];
        if (task.HasBegun)
        {
            job.Past ??= [];
            if (!job.Past.TryGetValue(index, out var attempts))
            {
                attempts = new List<PastAttempt>(1);
                job.Past.Add(index, attempts);
            }

            attempts.Add(new PastAttempt
            {
                Run = task.Run,
                Number = task.Attempt,
                Launch = task.Launches,
                State = state,
                NeverRan = neverRan,
                StartedAt = task.StartedAt,
                EndedAt = task.EndedAt,
                ExitCode = task.ExitCode,
                Signal = task.Signal,
                Cause = task.Cause,
                Reason = job.ReasonOf(index),
            });
        }

        task.HasBegun = false;
        task.StartedAt = null;
        task.EndedAt = null;
        task.ExitCode = null;
        task.Signal = null;
        task.Cause = null;
        job.SetReason(index, null);
    }
}
