using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Azure.Model;

/// <summary>A task.</summary>
internal sealed class TaskEntry
{
    private readonly List<(DateTimeOffset Time, TaskFacts Facts)> _history = [];

    public required string Id { get; init; }

    public required JobEntry Job { get; init; }

    public required long Ordinal { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset Modified { get; set; }

    /// <summary>What was asked for, with defaults, as it is shown; kept as text, since there may be very many.</summary>
    public required byte[] Spec { get; set; }

    public required string CommandLine { get; init; }

    public required int Slots { get; init; }

    public int MaxRetries { get; set; }

    public TimeSpan? MaxWallClock { get; set; }

    public TimeSpan Retention { get; set; }

    public JsonObject? ExitConditions { get; init; }

    /// <summary>How many predecessors have not ended well.</summary>
    public int Unmet { get; set; }

    public TaskFacts Facts { get; private set; } = null!;

    /// <summary>The run that is being prepared or goes on; null when there is none.</summary>
    public RunEntry? Current { get; set; }

    public bool IsDeleted { get; set; }

    /// <summary>Whether its files have been cleaned up after their time.</summary>
    public bool IsCleaned { get; set; }

    public bool IsManager { get; init; }

    public bool IsReady => Facts.Phase == TaskPhase.Active && Unmet == 0 && Current is null && !IsDeleted;

    public void Become(TaskFacts facts, DateTimeOffset now)
    {
        Facts = facts;
        _history.Add((now, facts));
    }

    /// <summary>What was true at a moment; null when the task was not there yet.</summary>
    public TaskFacts? FactsAt(DateTimeOffset time)
    {
        for (var place = _history.Count - 1; place >= 0; place--)
        {
            if (_history[place].Time <= time)
            {
                return _history[place].Facts;
            }
        }

        return null;
    }
}
