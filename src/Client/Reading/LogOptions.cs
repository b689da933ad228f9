using MultiBatch.Logs;

namespace MultiBatch.Reading;

/// <summary>Which part of a log to read, and whether to stay.</summary>
public sealed record LogOptions
{
    /// <summary>Which output. Default: <see cref="LogStreamKind.All"/>.</summary>
    public LogStreamKind Stream { get; init; }

    /// <summary>True to go on as the job writes, over its further attempts, until it has ended and everything has been read. Default: false.</summary>
    public bool Follow { get; init; }

    /// <summary>Begin this many lines before the end, of each child for an array; from 0. Default: at the beginning.</summary>
    public int? TailLines { get; init; }

    /// <summary>True to read every attempt, oldest first, and not only the latest. Default: false.</summary>
    public bool AllAttempts { get; init; }
}
