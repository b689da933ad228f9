using System.Diagnostics.CodeAnalysis;
using System.Text;
using MultiBatch.Emulators.Execution;
using MultiBatch.Logs;

namespace MultiBatch.Emulators.Aws.Logs;

/// <summary>
/// A log stream: the output of one attempt, read from where it is kept when somebody asks. The service's time of an event is when it was written;
/// the output has no times, so an event gets the time it was first seen, at most the end of the attempt.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class LogStream
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly List<LogLine> _lines = [];
    private readonly TaskRun _run;
    private string? _token;
    private string _begun = string.Empty;
    private bool _isComplete;

    public LogStream(string group, string name, TaskRun run, DateTimeOffset createdAt)
    {
        Group = group;
        Name = name;
        CreatedAt = createdAt;
        _run = run;
    }

    public string Group { get; }

    public string Name { get; }

    public DateTimeOffset CreatedAt { get; }

    /// <summary>Every event so far.</summary>
    /// <param name="runner">Reads the output.</param>
    /// <param name="keepEmpty">Whether empty lines are events.</param>
    /// <param name="now">The time for what is new.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<LogLine>> ReadAsync(ITaskRunner runner, bool keepEmpty, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!_isComplete)
            {
                var output = await runner.ReadAsync(_run, LogStreamKind.Output, _token, cancellationToken).ConfigureAwait(false);
                Add(output, keepEmpty, Math.Min(now.ToUnixTimeMilliseconds(), _run.EndedAt?.ToUnixTimeMilliseconds() ?? long.MaxValue));
                _token = output.Token;
                _isComplete = output.IsComplete;
                if (output.Lines.Count == 0)
                {
                    break;
                }
            }

            return _lines.ToArray();
        }
        finally
        {
            _reading.Release();
        }
    }

    private void Add(TaskOutput output, bool keepEmpty, long time)
    {
        foreach (var entry in output.Lines)
        {
            _begun += Encoding.UTF8.GetString(entry.EndsLine ? entry.Bytes.Span[..^1] : entry.Bytes.Span);
            if (entry.EndsLine)
            {
                EndLine(keepEmpty, time);
            }
        }

        if (output.IsComplete && _begun.Length > 0)
        {
            EndLine(keepEmpty, time);
        }
    }

    private void EndLine(bool keepEmpty, long time)
    {
        if (_begun.Length > 0 || keepEmpty)
        {
            _lines.Add(new LogLine(_lines.Count > 0 ? Math.Max(time, _lines[^1].Timestamp) : time, _begun));
        }

        _begun = string.Empty;
    }
}
