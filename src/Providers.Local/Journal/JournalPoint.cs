namespace MultiBatch.Providers.Local.Journal;

/// <summary>The places between two steps at which a test may let the engine die.</summary>
internal static class JournalPoint
{
    /// <summary>A group commit is about to be written.</summary>
    public const string CommitStarts = "journal.commit.starts";

    /// <summary>It is written but not synced.</summary>
    public const string CommitWritten = "journal.commit.written";

    /// <summary>It is durable but not acknowledged.</summary>
    public const string CommitSynced = "journal.commit.synced";

    /// <summary>A journal file is ended and its successor does not exist yet.</summary>
    public const string RotationEnded = "journal.rotation.ended";

    /// <summary>The successor is durable.</summary>
    public const string RotationCreated = "journal.rotation.created";

    /// <summary>The journal has moved on and the snapshot is about to be written.</summary>
    public const string SnapshotStarts = "journal.snapshot.starts";

    /// <summary>The snapshot is durable under its temporary name.</summary>
    public const string SnapshotWritten = "journal.snapshot.written";

    /// <summary>The snapshot is durable under its final name; the files it replaces are still there.</summary>
    public const string SnapshotPublished = "journal.snapshot.published";

    /// <summary>The files it replaces are gone.</summary>
    public const string SnapshotCleaned = "journal.snapshot.cleaned";
}
