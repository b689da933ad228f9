using System.Globalization;
using System.Text;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;

namespace MultiBatch.TestSupport.InMemory.Reading;

/// <summary>Makes pages of an attempt's output, as true to it as the service is set to be. A token is the number of bytes read so far.</summary>
internal sealed class LogReader(InMemoryOptions options)
{
    public LogPage Read(LogRequest request, JobReference attempt, AttemptOutput output)
    {
        var lines = Lines(request.Stream, output);
        var position = request.Token is { } token
            ? long.Parse(token, CultureInfo.InvariantCulture)
            : lines.SkipLast(request.TailLines ?? lines.Count).Sum(line => line.Bytes.LongLength);
        var entries = new List<LogEntry>();
        long start = 0;
        var room = request.MaxBytes;
        foreach (var (stream, bytes, time) in lines)
        {
            var skipped = (int)Math.Clamp(position - start, 0, bytes.Length);
            start += bytes.Length;
            if (skipped < bytes.Length && room > 0)
            {
                // Who keeps lines gives out whole ones.
                var length = options.LogFidelity == LogFidelity.Bytes ? Math.Min(room, bytes.Length - skipped) : bytes.Length - skipped;
                entries.Add(new LogEntry(attempt, stream, bytes.AsMemory(skipped, length), time));
                room -= length;
            }
        }

        var next = Math.Max(position, 0) + entries.Sum(entry => (long)entry.Bytes.Length);
        return new LogPage(entries, next.ToString(CultureInfo.InvariantCulture), output.IsClosed && next >= start);
    }

    private List<(LogStreamKind Stream, byte[] Bytes, DateTimeOffset Time)> Lines(LogStreamKind stream, AttemptOutput output)
    {
        var separate = options.Supports(BatchFeature.SeparateStreams);
        if (!separate && stream == LogStreamKind.Error)
        {
            return [];
        }

        var lines = output.Lines(separate ? stream : LogStreamKind.All)
            .Select(line => (separate ? line.Stream : LogStreamKind.All, line.Bytes, line.Time));
        return options.LogFidelity == LogFidelity.Bytes ? lines.ToList() : WholeLines(lines.ToList(), output.IsClosed).ToList();
    }

    // A service of lines shows a line once it has ended, cannot say whether the last one did, and knows text only.
    private static IEnumerable<(LogStreamKind Stream, byte[] Bytes, DateTimeOffset Time)> WholeLines(
        List<(LogStreamKind Stream, byte[] Bytes, DateTimeOffset Time)> lines, bool isClosed)
    {
        for (var index = 0; index < lines.Count; index++)
        {
            var (stream, bytes, time) = lines[index];
            var ends = bytes[^1] == (byte)'\n';
            if (ends || isClosed || index < lines.Count - 1)
            {
                yield return (stream, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes) + (ends ? string.Empty : "\n")), time);
            }
        }
    }
}
