using MultiBatch.Logs;

namespace MultiBatch.Reading;

/// <summary>Joins lines that were cut where one page ended and the next began, per stream.</summary>
internal sealed class LineJoiner(bool joins)
{
    // A task that never ends its line is not worth unbounded memory: what is longer is given out in parts.
    private const int LongestLine = 1024 * 1024;

    private readonly Dictionary<LogStreamKind, LogEntry> _unfinished = [];

    /// <summary>Takes an entry and gives out what is whole.</summary>
    public void Add(LogEntry entry, List<LogEntry> whole)
    {
        if (!joins)
        {
            whole.Add(entry);
            return;
        }

        if (_unfinished.TryGetValue(entry.Stream, out var begun))
        {
            entry = Join(begun, entry);
            _unfinished.Remove(entry.Stream);
        }

        if (entry.EndsLine || entry.Bytes.Length >= LongestLine)
        {
            whole.Add(entry);
        }
        else if (entry.Bytes.Length > 0)
        {
            _unfinished[entry.Stream] = entry;
        }
    }

    /// <summary>Gives out lines that were never ended.</summary>
    public void Flush(List<LogEntry> whole)
    {
        whole.AddRange(_unfinished.Values);
        _unfinished.Clear();
    }

    private static LogEntry Join(LogEntry begun, LogEntry rest)
    {
        var bytes = new byte[begun.Bytes.Length + rest.Bytes.Length];
        begun.Bytes.CopyTo(bytes);
        rest.Bytes.CopyTo(bytes.AsMemory(begun.Bytes.Length));
        return new LogEntry(begun.Job, begun.Stream, bytes, begun.Time ?? rest.Time);
    }
}
