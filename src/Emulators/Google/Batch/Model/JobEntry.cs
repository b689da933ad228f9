using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Google.Batch.Model;

/// <summary>A job.</summary>
internal sealed class JobEntry
{
    private readonly List<(DateTimeOffset Time, JobState State)> _history = [];
    private readonly Dictionary<(bool IsAlpha, bool IsNumeric), string> _texts = [];

    public required string Id { get; init; }

    public required string Location { get; init; }

    /// <summary>The name with the id of the project.</summary>
    public required string Name { get; init; }

    /// <summary>The name as events and the names of groups and tasks have it.</summary>
    public required string NumberedName { get; init; }

    public required string Uid { get; init; }

    /// <summary>The place among all jobs ever created.</summary>
    public required long Ordinal { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The job as it was sent, with what the service fills in.</summary>
    public required JsonObject Body { get; init; }

    public required JobTerms Terms { get; init; }

    public TaskEntry[] Tasks { get; set; } = [];

    /// <summary>Tasks by state.</summary>
    public int[] Counts { get; } = new int[7];

    public List<StatusEvent> Events { get; } = [];

    public JobState State { get; private set; }

    public DateTimeOffset UpdatedAt => _history[^1].Time;

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>From when on the tasks can be seen; null while they cannot.</summary>
    public DateTimeOffset? TasksFrom { get; set; }

    /// <summary>Whether there are machines for it.</summary>
    public bool IsReady { get; set; }

    /// <summary>Whether no further task is started.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Tasks that may start, the next one first.</summary>
    public PriorityQueue<TaskEntry, int> Ready { get; } = new();

    /// <summary>Tasks that have a machine.</summary>
    public int Active { get; set; }

    /// <summary>Tasks that have not ended for good.</summary>
    public int Open { get; set; }

    /// <summary>Tasks that wait at a barrier.</summary>
    public List<TaskEntry> AtBarrier { get; } = [];

    /// <summary>The first task that failed for good, and how.</summary>
    public string? FailureText { get; set; }

    public List<JobWait> Waits { get; } = [];

    /// <summary>Jobs that wait for this one.</summary>
    public List<JobEntry> Dependents { get; } = [];

    public OperationEntry? Cancellation { get; set; }

    public OperationEntry? Deletion { get; set; }

    /// <summary>Machines that were lost so far: those after them have other ids.</summary>
    public int LostMachines { get; set; }

    public void Become(JobState state, DateTimeOffset now)
    {
        State = state;
        _history.Add((now, state));
    }

    /// <summary>The state at a moment; null when the job was not there yet.</summary>
    public JobState? StateAt(DateTimeOffset moment)
    {
        for (var place = _history.Count - 1; place >= 0; place--)
        {
            if (_history[place].Time <= moment)
            {
                return _history[place].State;
            }
        }

        return null;
    }

    /// <summary>A text kept for each form of the body.</summary>
    public string TextOf(bool isAlpha, bool isNumeric, Func<string> make) =>
        _texts.TryGetValue((isAlpha, isNumeric), out var text) ? text : _texts[(isAlpha, isNumeric)] = make();
}
