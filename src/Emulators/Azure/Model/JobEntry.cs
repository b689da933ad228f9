using System.Text.Json.Nodes;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Azure.Model;

/// <summary>A job: a list of tasks on a pool.</summary>
internal sealed class JobEntry
{
    public JobEntry(IdComparer ids)
    {
        Tasks = new Dictionary<string, TaskEntry>(ids);
        Waiting = new Dictionary<string, List<TaskEntry>>(ids);
    }

    public required string Id { get; init; }

    public required long Ordinal { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset Modified { get; set; }

    /// <summary>What was asked for, with defaults, as it is shown.</summary>
    public required JsonObject Spec { get; init; }

    public JobPhase Phase { get; private set; } = JobPhase.Active;

    public DateTimeOffset Since { get; private set; }

    public JobPhase? Previous { get; private set; }

    public DateTimeOffset? PreviousSince { get; private set; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? TerminateReason { get; set; }

    public required string PoolId { get; set; }

    /// <summary>The pool that was made for this job alone; null when there is none.</summary>
    public PoolEntry? OwnPool { get; set; }

    public int Priority { get; set; }

    /// <summary>The most tasks at the same time; negative for no bound.</summary>
    public int MaxParallel { get; set; } = -1;

    public int MaxRetries { get; set; }

    /// <summary>The most time it may take since its start; null for no bound.</summary>
    public TimeSpan? WallClock { get; set; }

    public bool UsesDependencies { get; init; }

    public bool EndsWithTasks { get; set; }

    public bool ActsOnFailure { get; init; }

    public Dictionary<string, TaskEntry> Tasks { get; }

    /// <summary>The tasks in the order they were added.</summary>
    public List<TaskEntry> InOrder { get; } = [];

    /// <summary>Tasks that could start.</summary>
    public SortedSet<TaskEntry> Ready { get; } = new(TaskOrder.Instance);

    /// <summary>Tasks by the id of a predecessor that they wait for.</summary>
    public Dictionary<string, List<TaskEntry>> Waiting { get; }

    /// <summary>How many tasks are being prepared or run.</summary>
    public int Running { get; set; }

    /// <summary>How many preparation and release tasks run.</summary>
    public int RunningBeside { get; set; }

    /// <summary>How many tasks are not completed.</summary>
    public int Unfinished { get; set; }

    /// <summary>What tasks with the same command have in common, for the runner.</summary>
    public Dictionary<string, TaskTemplate> Templates { get; } = new(StringComparer.Ordinal);

    /// <summary>The end of its time.</summary>
    public AgendaEntry? Limit { get; set; }

    /// <summary>What happens once nothing of it runs.</summary>
    public Action? WhenQuiet { get; set; }

    public bool IsEnding => Phase is JobPhase.Terminating or JobPhase.Completed or JobPhase.Deleting;

    public void Become(JobPhase phase, DateTimeOffset now)
    {
        if (Since != default)
        {
            Previous = Phase;
            PreviousSince = Since;
        }

        Phase = phase;
        Since = now;
    }
}
