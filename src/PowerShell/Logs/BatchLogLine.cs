using MultiBatch.FrontEnds.Json;
using MultiBatch.Logs;

namespace MultiBatch.PowerShell.Logs;

/// <summary>A line of a job's output, and where it comes from.</summary>
public sealed class BatchLogLine
{
    private readonly LogEntry _entry;

    internal BatchLogLine(LogEntry entry) => _entry = entry;

    /// <summary>The reference of the job, child and attempt.</summary>
    public string Job => _entry.Job.ToString();

    /// <summary>The index of the child of an array.</summary>
    public int? Index => _entry.Job.Index;

    /// <summary>The attempt, from 1, where it is known.</summary>
    public int? Attempt => _entry.Job.Attempt;

    /// <summary>The output it was written to.</summary>
    public string Stream => _entry.Stream.ToString();

    /// <summary>When it was written, in local time, where the service says.</summary>
    public DateTime? Time => _entry.Time?.LocalDateTime;

    /// <summary>The text, without the end of the line.</summary>
    public string Text => _entry.Text;

    /// <summary>The line as <c>multibatch job logs --output json</c> writes it.</summary>
    public string ToJson() => LogJson.Write(_entry);

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
