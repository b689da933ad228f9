using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.State.History;

/// <summary>What is known of a packed job without unpacking it: enough to find it and to leave it out of a list.</summary>
internal readonly struct HistoryRow
{
    private readonly byte _state;

    public HistoryRow(JobKey key, long number, long submittedAt, int tasks, JobState state)
    {
        Key = key;
        Number = number;
        SubmittedAt = submittedAt;
        Tasks = tasks;
        _state = (byte)state;
    }

    public JobKey Key { get; }

    public long Number { get; }

    /// <summary>As <see cref="Clock"/> stores it.</summary>
    public long SubmittedAt { get; }

    /// <summary>How many tasks it has.</summary>
    public int Tasks { get; }

    public JobState State => (JobState)_state;
}
