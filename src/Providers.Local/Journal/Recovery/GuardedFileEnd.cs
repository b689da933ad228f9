namespace MultiBatch.Providers.Local.Journal.Recovery;

/// <summary>How far a file of guarded lines was intact.</summary>
internal sealed record GuardedFileEnd
{
    /// <summary>The bytes up to the end of the last intact line.</summary>
    public required long Length { get; init; }

    /// <summary>The bytes after that: an interrupted write.</summary>
    public required long CutLength { get; init; }

    /// <summary>The intact records.</summary>
    public required long Records { get; init; }

    /// <summary>Whether the header is there; false for a file whose creation was interrupted.</summary>
    public required bool HasHeader { get; init; }

    /// <summary>Whether the file says that it is complete.</summary>
    public required bool IsEnded { get; init; }
}
