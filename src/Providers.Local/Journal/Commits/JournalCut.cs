namespace MultiBatch.Providers.Local.Journal.Commits;

/// <summary>A point between two records at which one journal file ends and the next one begins.</summary>
/// <param name="FileNumber">The number of the file that begins.</param>
/// <param name="Bytes">The bytes written to journals before it, since opening.</param>
internal readonly record struct JournalCut(long FileNumber, long Bytes);
