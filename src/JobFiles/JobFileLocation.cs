namespace MultiBatch.JobFiles;

/// <summary>A place in a file.</summary>
public sealed record JobFileLocation
{
    /// <summary>The file, as it was named to the reader.</summary>
    public required string File { get; init; }

    /// <summary>The line, from 1; 0 for the file as a whole.</summary>
    public required int Line { get; init; }

    /// <summary>The column, in UTF-16 units from 1; 0 for the line as a whole.</summary>
    public required int Column { get; init; }

    /// <summary>The place as <c>job.yaml:12:5</c>, the form that terminals and editors make a link of.</summary>
    public override string ToString() => Column > 0 ? $"{File}:{Line}:{Column}" : Line > 0 ? $"{File}:{Line}" : File;
}
