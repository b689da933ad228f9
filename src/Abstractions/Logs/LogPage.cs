namespace MultiBatch.Logs;

/// <summary>A part of a log.</summary>
public sealed class LogPage
{
    /// <summary>Creates a page.</summary>
    /// <param name="entries">The lines; may be empty.</param>
    /// <param name="nextToken">Where to go on, also when nothing is there yet.</param>
    /// <param name="isComplete">True when the attempt has ended and everything it wrote has been read.</param>
    public LogPage(IReadOnlyList<LogEntry> entries, string nextToken, bool isComplete)
    {
        Entries = entries ?? throw new ArgumentNullException(nameof(entries));
        NextToken = nextToken ?? throw new ArgumentNullException(nameof(nextToken));
        IsComplete = isComplete;
    }

    /// <summary>The lines; may be empty.</summary>
    public IReadOnlyList<LogEntry> Entries { get; }

    /// <summary>Where to go on, also when nothing is there yet. Opaque to callers.</summary>
    public string NextToken { get; }

    /// <summary>
    /// True when the attempt has ended and everything it wrote has been read. An empty page that is not complete means: at the end for now.
    /// </summary>
    public bool IsComplete { get; }
}
