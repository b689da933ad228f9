namespace MultiBatch.Providers.Local.Journal;

/// <summary>What a journal made durable since it was opened.</summary>
/// <param name="Records">Records.</param>
/// <param name="Commits">Group commits: one write and one sync each.</param>
/// <param name="Bytes">Bytes of records.</param>
internal readonly record struct JournalStatistics(long Records, long Commits, long Bytes)
{
    /// <summary>One group commit more.</summary>
    public JournalStatistics With(int records, int bytes) => new(Records + records, Commits + 1, Bytes + bytes);
}
