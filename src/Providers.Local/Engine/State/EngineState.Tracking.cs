using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.State;

/// <content>What follows from the states of tasks: counts, queues, which jobs are live.</content>
internal sealed partial class EngineState
{
    /// <summary>The planned launches of a job are durable.</summary>
    public static void ConfirmPlans(JobEntry job)
    {
        if (job.Live is { } live)
        {
            foreach (var index in live.Planning)
            {
                live.Planning.Remove(index);
                live.Planned.Add(index);
            }
        }
    }

    private static bool IsActive(JobState state) => state is JobState.Starting or JobState.Running;

    private QueueEntry QueueOf(string? name) =>
        name is not null && Queues.TryGetValue(name, out var queue)
            ? queue
            : throw new InvalidDataException($"The journal names queue '{name}', which is not there.");

    /// <summary>What a spec waits for.</summary>
    public List<DependencyEdge> ResolveEdges(JobSpec spec) =>
        (spec.DependsOn ?? []).Select(dependency =>
        {
            var reference = JobReference.Parse(dependency.Job);
            return new DependencyEdge
            {
                Predecessor = Jobs.Find(reference.Id) ?? throw new InvalidDataException($"The journal names job '{reference.Id}', which is not there."),
                Index = reference.Index,
                Mode = dependency.Mode ?? DependencyMode.Whole,
                On = dependency.On ?? DependencyCondition.Success,
            };
        }).ToList();

    private void Enliven(JobEntry job, JobSpec spec, List<DependencyEdge> edges)
    {
        var queue = QueueOf(spec.Queue);
        job.Live = new LiveJob(spec, queue, job.Tasks.Length, edges);
        LiveJobs.Add(job);
        queue.ActiveJobs++;
        for (var index = 0; index < job.Tasks.Length; index++)
        {
            Enter(job.Live, index, job.Tasks[index]);
        }

        TrackReady(job, job.Live);
    }

    /// <summary>Lets go of what is needed only before the end, if this was the end.</summary>
    private void Settle(JobEntry job, DateTimeOffset? time)
    {
        if (job.Live is { } live && job.HasEnded)
        {
            job.EndedAt = time;
            job.Live = null;
            LiveJobs.Remove(job);
            live.Queue.ActiveJobs--;
            Jobs.NoteEnded(job);
        }
    }

    private void SetState(JobEntry job, int index, JobState state)
    {
        var live = LiveOf(job);
        Leave(live, index, job.Tasks[index]);
        _taskCounts[(int)job.Tasks[index].State]--;
        _taskCounts[(int)state]++;
        job.SetState(index, state);
        if (state != JobState.Queued)
        {
            job.Tasks[index].IsPlanned = false;
        }

        Enter(live, index, job.Tasks[index]);
        TrackReady(job, live);
    }

    private void SetPlanned(JobEntry job, int index, bool planned)
    {
        var live = LiveOf(job);
        Leave(live, index, job.Tasks[index]);
        job.Tasks[index].IsPlanned = planned;
        Enter(live, index, job.Tasks[index]);
        TrackReady(job, live);
    }

    private void Enter(LiveJob live, int index, in TaskRow task)
    {
        if (IsActive(task.State))
        {
            live.Active++;
        }
        else if (task.State == JobState.Queued && task.IsPlanned)
        {
            live.Planning.Add(index);
            PlannedTasks++;
        }
        else if (task.State == JobState.Queued)
        {
            live.Unplanned.Add(index);
        }
    }

    private void Leave(LiveJob live, int index, in TaskRow task)
    {
        if (IsActive(task.State))
        {
            live.Active--;
        }
        else if (live.Planned.Remove(index) || live.Planning.Remove(index))
        {
            PlannedTasks--;
        }
        else
        {
            live.Unplanned.Remove(index);
        }
    }

    private void TrackReady(JobEntry job, LiveJob live)
    {
        var changed = live.HasReady ? live.Queue.Ready.Add(job) : live.Queue.Ready.Remove(job);
        if (!changed)
        {
            return;
        }

        live.PassedOverSince = null;
        if (live.Queue.Ready.Count > 0)
        {
            ReadyQueues.Add(live.Queue);
        }
        else
        {
            ReadyQueues.Remove(live.Queue);
        }
    }
}
