using System.Diagnostics.CodeAnalysis;
using System.Text;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Google.Filters;
using MultiBatch.Logs;

namespace MultiBatch.Emulators.Google.Logs;

/// <summary>
/// Entries that have all but time and text in common: one of the two outputs of a step of a task, or what the service itself says about a job. Output is read
/// from where it is kept when somebody asks; it has no times, so an entry gets the time it was first seen, at most the end of the step.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class LogSource
{
    private static readonly IReadOnlyList<string> Severities = ["DEFAULT", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL", "ALERT", "EMERGENCY"];

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly List<LogRecord> _records = [];
    private readonly TaskRun? _run;
    private readonly LogStreamKind _stream;
    private string? _token;
    private string _begun = string.Empty;
    private bool _isComplete;

    public LogSource(TaskRun? run, LogStreamKind stream)
    {
        _run = run;
        _stream = stream;
    }

    public required string LogName { get; init; }

    public required string Severity { get; init; }

    public required string ResourceType { get; init; }

    public required IReadOnlyDictionary<string, string> ResourceLabels { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>What a filter finds in a field of an entry; unknown for what differs between entries.</summary>
    public FilterOperand Find(string field)
    {
        const string OfResource = "resource.labels.";
        const string OfEntry = "labels.";
        return field switch
        {
            "logName" or "log_name" => FilterOperand.Of(LogName),
            "severity" => FilterOperand.Of(Severity, Severities),
            "resource.type" => FilterOperand.Of(ResourceType),
            "timestamp" or "insertId" or "insert_id" or "textPayload" or "text_payload" or "" => FilterOperand.Unknown,
            _ when field.StartsWith(OfEntry, StringComparison.Ordinal) => FilterOperand.Of(Labels.GetValueOrDefault(field[OfEntry.Length..])),
            _ when field.StartsWith(OfResource, StringComparison.Ordinal) => FilterOperand.Of(ResourceLabels.GetValueOrDefault(field[OfResource.Length..])),
            _ => FilterOperand.Absent,
        };
    }

    /// <summary>What a filter finds in a field of one entry.</summary>
    public FilterOperand Find(string field, LogRecord record) => field switch
    {
        "timestamp" => FilterOperand.Of(record.Time),
        "insertId" or "insert_id" => FilterOperand.Of(LogStore.InsertIdOf(record)),
        "textPayload" or "text_payload" or "" => FilterOperand.Of(record.Text),
        _ => Find(field),
    };

    /// <summary>Adds a line that is no output.</summary>
    public void Add(string text, DateTimeOffset time, long ordinal)
    {
        lock (_records)
        {
            _records.Add(new LogRecord(time, ordinal, text));
        }
    }

    /// <summary>Every entry so far.</summary>
    /// <param name="store">Gives entries their places.</param>
    /// <param name="keepEmpty">Whether empty lines are entries.</param>
    /// <param name="now">The time for what is new.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<LogRecord>> ReadAsync(LogStore store, bool keepEmpty, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_run is null || _isComplete)
        {
            return Copy();
        }

        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!_isComplete)
            {
                var output = await store.Runner.ReadAsync(_run, _stream, _token, cancellationToken).ConfigureAwait(false);
                Add(store, output, keepEmpty, now < _run.EndedAt || _run.EndedAt is null ? now : _run.EndedAt.Value);
                _token = output.Token;
                _isComplete = output.IsComplete;
                if (output.Lines.Count == 0)
                {
                    break;
                }
            }

            return Copy();
        }
        finally
        {
            _reading.Release();
        }
    }

    private LogRecord[] Copy()
    {
        lock (_records)
        {
            return [.. _records];
        }
    }

    private void Add(LogStore store, TaskOutput output, bool keepEmpty, DateTimeOffset time)
    {
        lock (_records)
        {
            foreach (var entry in output.Lines)
            {
                _begun += Encoding.UTF8.GetString(entry.EndsLine ? entry.Bytes.Span[..^1] : entry.Bytes.Span);
                if (entry.EndsLine)
                {
                    EndLine(store, keepEmpty, time);
                }
            }

            if (output.IsComplete && _begun.Length > 0)
            {
                EndLine(store, keepEmpty, time);
            }
        }
    }

    private void EndLine(LogStore store, bool keepEmpty, DateTimeOffset time)
    {
        if (_begun.Length > 0 || keepEmpty)
        {
            _records.Add(new LogRecord(time, store.NextOrdinal(), _begun));
        }

        _begun = string.Empty;
    }
}
