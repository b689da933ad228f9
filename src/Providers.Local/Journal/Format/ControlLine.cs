namespace MultiBatch.Providers.Local.Journal.Format;

/// <summary>What a line marked <see cref="LineFormat.Control"/> says: the header of a file, or its end.</summary>
internal sealed record ControlLine
{
    /// <summary>The version of the line format and of the files built from it.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Serializes such lines.</summary>
    public static IRecordSerializer<ControlLine> Serializer { get; } = new JsonRecordSerializer<ControlLine>(StateJson.Default.ControlLine);

    /// <summary>In a header: what the file is.</summary>
    public FileKind? File { get; init; }

    /// <summary>In a header: the version of the format.</summary>
    public int? Version { get; init; }

    /// <summary>In a header: the number that is also in the file's name.</summary>
    public long? Number { get; init; }

    /// <summary>In an end: how many records the file holds up to here.</summary>
    public long? End { get; init; }

    public static ControlLine HeaderOf(FileKind kind, long number) => new() { File = kind, Version = CurrentVersion, Number = number };

    public static ControlLine EndAfter(long records) => new() { End = records };
}
