using System.Text;
using MultiBatch.Jobs;

namespace MultiBatch.Logs;

/// <summary>A line of a task's output, or, at the end of a page, a part of one.</summary>
public sealed class LogEntry
{
    /// <summary>Creates an entry.</summary>
    /// <param name="job">The job or child the line is of, with its attempt.</param>
    /// <param name="stream">Output or error; <see cref="LogStreamKind.All"/> where the provider merges them.</param>
    /// <param name="bytes">The bytes as the task wrote them, the newline included where there was one.</param>
    /// <param name="time">When the line was written; null when the provider does not say.</param>
    public LogEntry(JobReference job, LogStreamKind stream, ReadOnlyMemory<byte> bytes, DateTimeOffset? time = null)
    {
        Job = job ?? throw new ArgumentNullException(nameof(job));
        Stream = stream;
        Bytes = bytes;
        Time = time;
    }

    /// <summary>The job or child the line is of, with its attempt.</summary>
    public JobReference Job { get; }

    /// <summary>Output or error; <see cref="LogStreamKind.All"/> where the provider merges them.</summary>
    public LogStreamKind Stream { get; }

    /// <summary>The bytes as the task wrote them, the newline included where there was one.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>When the line was written; null when the provider does not say.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>True when the bytes end with a newline.</summary>
    public bool EndsLine => Bytes.Length > 0 && Bytes.Span[Bytes.Length - 1] == (byte)'\n';

    /// <summary>The line as text, without its line end. Bytes that are no UTF-8 become U+FFFD.</summary>
    public string Text
    {
        get
        {
            var length = Bytes.Length;
            var span = Bytes.Span;
            length -= EndsLine ? 1 : 0;
            length -= length > 0 && length < Bytes.Length && span[length - 1] == (byte)'\r' ? 1 : 0;
            return Encoding.UTF8.GetString(span.Slice(0, length).ToArray());
        }
    }

    /// <summary>The line as text.</summary>
    public override string ToString() => Text;
}
