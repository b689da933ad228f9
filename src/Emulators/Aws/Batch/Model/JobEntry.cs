namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>A job, the parent of an array, or a child of one.</summary>
internal sealed class JobEntry
{
    private readonly List<(DateTimeOffset Time, JobStatus Status)> _history = [];

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required QueueEntry Queue { get; init; }

    public required JobTerms Terms { get; init; }

    /// <summary>The place among all jobs ever submitted.</summary>
    public required long Ordinal { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public JobEntry? Parent { get; init; }

    public int? Index { get; init; }

    /// <summary>The children of an array; null for any other job.</summary>
    public JobEntry[]? Children { get; set; }

    /// <summary>Children by state.</summary>
    public int[] Summary { get; } = new int[JobStatuses.Count];

    public JobStatus Status { get; private set; }

    public string? StatusReason { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Since when the job could run.</summary>
    public DateTimeOffset RunnableSince { get; set; }

    public bool IsCancelled { get; set; }

    public bool IsTerminated { get; set; }

    /// <summary>Attempts that have ended, oldest first.</summary>
    public List<AttemptEntry> Attempts { get; } = [];

    /// <summary>The attempt that starts or runs.</summary>
    public AttemptEntry? Current { get; set; }

    /// <summary>The latest attempt, ended or not.</summary>
    public AttemptEntry? Latest => Current ?? (Attempts.Count > 0 ? Attempts[^1] : null);

    /// <summary>How many predecessors have not ended yet.</summary>
    public int Unmet { get; set; }

    /// <summary>Jobs and children that wait for this one.</summary>
    public List<JobEntry>? Dependents { get; set; }

    public bool IsArray => Children is not null;

    /// <summary>Changes the state and remembers when: lists show what was true a moment ago.</summary>
    public void Become(JobStatus status, DateTimeOffset now)
    {
        if (_history.Count > 0 && Parent is not null)
        {
            Parent.Summary[(int)Status]--;
        }

        Status = status;
        _history.Add((now, status));
        if (Parent is not null)
        {
            Parent.Summary[(int)status]++;
        }
    }

    /// <summary>The state at a moment; null when the job was not there yet.</summary>
    public JobStatus? StatusAt(DateTimeOffset time)
    {
        for (var place = _history.Count - 1; place >= 0; place--)
        {
            if (_history[place].Time <= time)
            {
                return _history[place].Status;
            }
        }

        return null;
    }
}
