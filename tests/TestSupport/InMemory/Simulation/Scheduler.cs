namespace MultiBatch.TestSupport.InMemory.Simulation;

/// <summary>
/// Gives machines to waiting tasks: the queue of the highest priority first, in it the job of the highest priority, then first come.
/// A job that does not fit now does not hold up those behind it.
/// </summary>
internal sealed class Scheduler
{
    private readonly SortedSet<JobRecord> _waiting = new(Comparer<JobRecord>.Create(Compare));

    public void Add(TaskRecord task)
    {
        task.Job.Waiting.Add(task);
        _waiting.Add(task.Job);
    }

    public void Remove(TaskRecord task)
    {
        if (task.Job.Waiting.Remove(task) && task.Job.Waiting.Count == 0)
        {
            _waiting.Remove(task.Job);
        }
    }

    /// <summary>Puts jobs in order again after a queue's priority has changed.</summary>
    public void Reorder(Action change)
    {
        var jobs = _waiting.ToList();
        _waiting.Clear();
        change();
        _waiting.UnionWith(jobs);
    }

    public void Free(TaskRecord task)
    {
        task.Environment!.Free(task.Job);
        task.Environment = null;
        task.Job.Placed--;
    }

    /// <summary>Places what fits and hands it on.</summary>
    public void Dispatch(Action<TaskRecord> place)
    {
        foreach (var job in _waiting.ToList())
        {
            while (job.Waiting.Count > 0
                && job.Placed < (job.Spec.Array?.Parallelism ?? int.MaxValue)
                && job.Queue.Environments.FirstOrDefault(environment => environment.HasRoom(job)) is { } environment)
            {
                var task = job.Waiting.Min!;
                Remove(task);
                environment.Take(job);
                job.Placed++;
                task.Environment = environment;
                place(task);
            }
        }
    }

    private static int Compare(JobRecord left, JobRecord right)
    {
        var byQueue = (right.Queue.Spec.Priority ?? 0).CompareTo(left.Queue.Spec.Priority ?? 0);
        var byJob = byQueue != 0 ? byQueue : (right.Spec.Priority ?? 0).CompareTo(left.Spec.Priority ?? 0);
        return byJob != 0 ? byJob : left.Number.CompareTo(right.Number);
    }
}
