namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>A task of a job.</summary>
internal sealed class TaskEntry
{
    private readonly List<(DateTimeOffset Time, TaskState State)> _history = [];

    public TaskEntry(JobEntry job, int index, DateTimeOffset now)
    {
        Job = job;
        Index = index;
        State = TaskState.Pending;
        job.Counts[(int)State]++;
        _history.Add((now, State));
    }

    public JobEntry Job { get; }

    public int Index { get; }

    public TaskState State { get; private set; }

    public List<StatusEvent> Events { get; } = [];

    /// <summary>Tries so far that have ended.</summary>
    public int Tries { get; set; }

    /// <summary>The try that starts or runs.</summary>
    public AttemptEntry? Current { get; set; }

    public DateTimeOffset LastChange => _history[^1].Time;

    public void Become(TaskState state, DateTimeOffset now)
    {
        Job.Counts[(int)State]--;
        State = state;
        Job.Counts[(int)state]++;
        _history.Add((now, state));
    }

    /// <summary>The state at a moment.</summary>
    public TaskState StateAt(DateTimeOffset moment)
    {
        for (var place = _history.Count - 1; place > 0; place--)
        {
            if (_history[place].Time <= moment)
            {
                return _history[place].State;
            }
        }

        return TaskState.Pending;
    }
}
