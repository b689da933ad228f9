using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Google.Batch.Scheduling;

/// <summary>Starts tasks while there is room: of the job with the highest priority first, then of the oldest. Belongs to the state's lock.</summary>
internal sealed class Dispatcher
{
    private readonly SortedSet<JobEntry> _jobs = new(Comparer<JobEntry>.Create((one, other) =>
        other.Terms.Priority.CompareTo(one.Terms.Priority) is var order and not 0 ? order : one.Ordinal.CompareTo(other.Ordinal)));

    private readonly GoogleState _state;
    private readonly Agenda _agenda;
    private readonly int _most;
    private bool _isRequested;

    public Dispatcher(GoogleState state, Agenda agenda, int most)
    {
        _state = state;
        _agenda = agenda;
        _most = most;
    }

    public required Action<TaskEntry> Start { get; init; }

    /// <summary>Takes a task that may start.</summary>
    public void Add(TaskEntry task)
    {
        task.Job.Ready.Enqueue(task, task.Index);
        _jobs.Add(task.Job);
        Request();
    }

    /// <summary>Takes a job and all tasks of it.</summary>
    public void Add(JobEntry job)
    {
        foreach (var task in job.Tasks)
        {
            job.Ready.Enqueue(task, task.Index);
        }

        _jobs.Add(job);
        Request();
    }

    public void Remove(JobEntry job)
    {
        job.Ready.Clear();
        _jobs.Remove(job);
    }

    /// <summary>Looks for tasks to start, soon.</summary>
    public void Request()
    {
        if (!_isRequested)
        {
            _isRequested = true;
            _agenda.After(TimeSpan.Zero, Run);
        }
    }

    private void Run()
    {
        _isRequested = false;
        while (_state.BusySlots < _most && Next() is { } task)
        {
            Start(task);
        }
    }

    private TaskEntry? Next()
    {
        foreach (var job in _jobs)
        {
            if (!job.IsReady || job.IsEnding || job.Active >= job.Terms.Parallelism)
            {
                continue;
            }

            var task = job.Ready.Dequeue();
            if (job.Ready.Count == 0)
            {
                _jobs.Remove(job);
            }

            return task;
        }

        return null;
    }
}
