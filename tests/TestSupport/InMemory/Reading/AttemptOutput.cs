using MultiBatch.Logs;

namespace MultiBatch.TestSupport.InMemory.Reading;

/// <summary>What an attempt wrote, in order, standard output and standard error apart. Not thread-safe.</summary>
internal sealed class AttemptOutput(Func<DateTimeOffset> now)
{
    private readonly List<(LogStreamKind Stream, byte[] Bytes, DateTimeOffset Time)> _writes = [];

    /// <summary>True once the attempt has ended: nothing more will be written.</summary>
    public bool IsClosed { get; set; }

    public void Write(byte[] bytes) => _writes.Add((LogStreamKind.Output, bytes, now()));

    public void Error(byte[] bytes) => _writes.Add((LogStreamKind.Error, bytes, now()));

    /// <summary>What was written to a stream, or to both, cut into lines; a line that the other stream breaks into is cut there.</summary>
    public IEnumerable<(LogStreamKind Stream, byte[] Bytes, DateTimeOffset Time)> Lines(LogStreamKind stream)
    {
        var rest = (Stream: LogStreamKind.All, Bytes: new List<byte>(), Time: DateTimeOffset.MinValue);
        foreach (var write in _writes.Where(write => stream == LogStreamKind.All || write.Stream == stream))
        {
            if (rest.Bytes.Count > 0 && rest.Stream != write.Stream)
            {
                yield return (rest.Stream, rest.Bytes.ToArray(), rest.Time);
                rest.Bytes.Clear();
            }

            rest.Stream = write.Stream;
            rest.Time = write.Time;
            foreach (var unit in write.Bytes)
            {
                rest.Bytes.Add(unit);
                if (unit == (byte)'\n')
                {
                    yield return (rest.Stream, rest.Bytes.ToArray(), rest.Time);
                    rest.Bytes.Clear();
                }
            }
        }

        if (rest.Bytes.Count > 0)
        {
            yield return (rest.Stream, rest.Bytes.ToArray(), rest.Time);
        }
    }
}
