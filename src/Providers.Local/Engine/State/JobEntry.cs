using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>A job and its tasks: one for a single job, one per child for an array.</summary>
internal sealed class JobEntry
{
    private const int States = (int)JobState.Cancelled + 1;

    private readonly int[]? _counts;

    public JobEntry(JobKey key, long number, TaskRow[] tasks, bool isArray)
    {
        Key = key;
        Number = number;
        Tasks = tasks;
        if (isArray)
        {
            _counts = new int[States];
            foreach (var task in tasks)
            {
                _counts[(int)task.State]++;
            }
        }
    }

    public JobKey Key { get; }

    /// <summary>In order of acceptance, from 1.</summary>
    public long Number { get; }

    public required string Name { get; init; }

    /// <summary>The name of the queue, which may be gone once the job has ended.</summary>
    public required string Queue { get; init; }

    public required int Priority { get; init; }

    /// <summary>The spec as JSON.</summary>
    public required byte[] Spec { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? Definition { get; init; }

    public string? RestartOf { get; init; }

    /// <summary>The tasks, by index. Their state is set by <see cref="SetState"/> alone.</summary>
    public TaskRow[] Tasks { get; }

    public bool IsArray => _counts is not null;

    /// <summary>The latest run of any task.</summary>
    public int Run { get; set; } = 1;

    /// <summary>When the first task began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether a task has run since the job was accepted or last restarted: such an array never looks as if it waited.</summary>
    public bool HasRun { get; set; }

    /// <summary>Attempts that another one followed, by task.</summary>
    public Dictionary<int, List<PastAttempt>>? Past { get; set; }

    /// <summary>Why a task is in its state, where that does not follow from the rest.</summary>
    public Dictionary<int, string>? Reasons { get; set; }

    /// <summary>The numbers of the jobs that wait, or waited, for this one.</summary>
    public List<long>? Dependents { get; set; }

    /// <summary>Null once the job has ended.</summary>
    public LiveJob? Live { get; set; }

    public JobState State =>
        _counts is null ? Tasks[0].State
        : HasRun && !HasEnded ? JobState.Running
        : JobStates.OfArray(Counts);

    public bool HasEnded =>
        _counts is null
            ? Tasks[0].State.IsTerminal()
            : _counts[(int)JobState.Succeeded] + _counts[(int)JobState.Failed] + _counts[(int)JobState.Cancelled] == Tasks.Length;

    /// <summary>The tasks of an array, counted by state.</summary>
    public JobStateCounts Counts =>
        new((_counts ?? throw new InvalidOperationException("Only an array counts its tasks."))
            .Select((count, state) => new KeyValuePair<JobState, int>((JobState)state, count)));

    public int CountOf(JobState state) => _counts is null ? (Tasks[0].State == state ? 1 : 0) : _counts[(int)state];

    /// <summary>How many attempts a task has had in its present run, the current one included; those that never ran do not count.</summary>
    public int AttemptsUsed(int index)
    {
        var task = Tasks[index];
        var free = Past is not null && Past.TryGetValue(index, out var attempts)
            ? attempts.Count(attempt => attempt.Run == task.Run && attempt.NeverRan)
            : 0;
        return Math.Max(task.Attempt, 1) - free;
    }

    public void SetState(int index, JobState state)
    {
        if (_counts is not null)
        {
            _counts[(int)Tasks[index].State]--;
            _counts[(int)state]++;
        }

        Tasks[index].State = state;
    }

    public void SetReason(int index, string? reason)
    {
        if (reason is not null)
        {
            (Reasons ??= [])[index] = reason;
        }
        else if (Reasons is not null && Reasons.Remove(index) && Reasons.Count == 0)
        {
            Reasons = null;
        }
    }

    public string? ReasonOf(int index) => Reasons is not null && Reasons.TryGetValue(index, out var reason) ? reason : null;
}
