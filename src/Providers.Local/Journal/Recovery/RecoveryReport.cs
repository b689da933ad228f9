namespace MultiBatch.Providers.Local.Journal.Recovery;

/// <summary>What was found when a journal was opened.</summary>
internal sealed record RecoveryReport
{
    /// <summary>The number of the snapshot that was read; null when there was none.</summary>
    public required long? Snapshot { get; init; }

    /// <summary>The items restored from it.</summary>
    public required long Items { get; init; }

    /// <summary>The size of the snapshot.</summary>
    public required long SnapshotBytes { get; init; }

    /// <summary>The records applied after it.</summary>
    public required long Records { get; init; }

    /// <summary>The size of the journal files that hold them.</summary>
    public required long JournalBytes { get; init; }

    /// <summary>The number of the journal file that is continued.</summary>
    public required long LastJournal { get; init; }

    /// <summary>How that file ended; null for a new state folder.</summary>
    public required GuardedFileEnd? LastJournalEnd { get; init; }

    /// <summary>
    /// Whether the last owner closed the journal in good order. False after a crash, when attempts may be running that nobody watches.
    /// </summary>
    public bool WasClosed => LastJournalEnd is null or { IsEnded: true, CutLength: 0 };
}
