namespace MultiBatch.Providers.Local.Journal.Snapshots;

/// <summary>What a snapshot holds.</summary>
internal sealed record SnapshotReport
{
    /// <summary>The number of the first journal file that it does not cover.</summary>
    public required long Number { get; init; }

    /// <summary>The items in it.</summary>
    public required long Items { get; init; }

    /// <summary>The size of the file.</summary>
    public required long Bytes { get; init; }
}
