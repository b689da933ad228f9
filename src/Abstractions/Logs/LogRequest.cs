using MultiBatch.Jobs;

namespace MultiBatch.Logs;

/// <summary>Which part of a log to read.</summary>
public sealed record LogRequest
{
    /// <summary>The job, child or attempt; without an attempt the latest one.</summary>
    public required JobReference Job { get; init; }

    /// <summary>Which output. Default: <see cref="LogStreamKind.All"/>.</summary>
    public LogStreamKind Stream { get; init; }

    /// <summary>Where to go on: <see cref="LogPage.NextToken"/> of the page before. Default: the beginning.</summary>
    public string? Token { get; init; }

    /// <summary>Without a token: begin this many lines before the end. Default: at the beginning.</summary>
    public int? TailLines { get; init; }

    /// <summary>About how many bytes the page may hold, at least 1. Default: 256 KiB.</summary>
    public int MaxBytes { get; init; } = 256 * 1024;
}
