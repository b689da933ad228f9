using MultiBatch.Held;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Telemetry;

namespace MultiBatch.Reading;

/// <summary>Where the reading of one job's or child's log stands: its attempt, the place in it, the line begun.</summary>
internal sealed class LogCursor
{
    private readonly ClientServices _services;
    private readonly LogOptions _options;
    private readonly LogScope _scope;
    private readonly int? _onlyAttempt;
    private LineJoiner _joiner;
    private int? _attempt;
    private int? _tailLines;
    private string? _token;
    private JobReference? _located;
    private bool _isAttemptRead;
    private long? _quietSince;

    /// <summary>Begins at the attempt the options ask for.</summary>
    /// <param name="services">The client's services.</param>
    /// <param name="job">The job or child, as it is now.</param>
    /// <param name="onlyAttempt">The one attempt to read; null to go on over all that follow.</param>
    /// <param name="options">What to read.</param>
    /// <param name="scope">What the provider's logs are like.</param>
    public LogCursor(ClientServices services, Job job, int? onlyAttempt, LogOptions options, LogScope scope)
    {
        _services = services;
        _options = options;
        _scope = scope;
        _onlyAttempt = onlyAttempt;
        _joiner = new LineJoiner(scope.JoinsLines);
        _tailLines = options.TailLines;
        _attempt = onlyAttempt ?? (!scope.PerAttempt ? null : options.AllAttempts ? 1 : Math.Max(1, job.Attempt));
    }

    /// <summary>Reads a page.</summary>
    /// <param name="job">The job or child, as seen before the read.</param>
    /// <param name="entries">Takes the lines that are whole.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<LogStep> StepAsync(Job job, List<LogEntry> entries, CancellationToken cancellationToken)
    {
        if (job.Attempt == 0 && job.StartedAt is null && (job.State < JobState.Starting || job.State.IsTerminal()))
        {
            // It has not begun, or never did: there is no log to ask for.
            return job.State.IsTerminal() ? LogStep.Over : LogStep.Waiting;
        }

        if (job is { IsHeld: true, State: <= JobState.Queued } && _attempt >= job.Attempt)
        {
            // Between two parts of a held job: this attempt has no task yet, and the part before knows nothing of it.
            return LogStep.Waiting;
        }

        var isOver = job.State.IsTerminal() || (_attempt is { } current && job.Attempt > current);
        if (!_isAttemptRead)
        {
            var page = await ReadAsync(job, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries)
            {
                _joiner.Add(Own(job, entry), entries);
            }

            _token = page.NextToken;
            if (!page.IsComplete && (page.Entries.Count > 0 || !IsQuietForGood(isOver)))
            {
                _quietSince = page.Entries.Count > 0 ? null : _quietSince;
                return page.Entries.Count > 0 ? LogStep.More : LogStep.Waiting;
            }

            _joiner.Flush(entries);
            _isAttemptRead = true;
        }

        if (_onlyAttempt is null && _attempt is { } read && job.Attempt > read)
        {
            Begin(read + 1);
            return LogStep.More;
        }

        return _onlyAttempt is not null || job.State.IsTerminal() || !_options.Follow ? LogStep.Over : LogStep.Waiting;
    }

    /// <summary>Gives out the line that was begun and not ended.</summary>
    public void Flush(List<LogEntry> entries) => _joiner.Flush(entries);

    // A line of a held job is of that job to whoever reads it, not of the service's job that wrote it.
    private LogEntry Own(Job job, LogEntry entry) => !HeldId.Is(job.Reference)
        ? entry
        : new LogEntry(job.Reference with { Attempt = _attempt ?? entry.Job.Attempt }, entry.Stream, entry.Bytes, entry.Time);

    private void Begin(int attempt)
    {
        _attempt = attempt;
        _tailLines = null;
        _token = null;
        _quietSince = null;
        _isAttemptRead = false;
        _joiner = new LineJoiner(_scope.JoinsLines);
    }

    /// <summary>Whether an attempt that is over but whose log is not complete has been quiet for so long that nothing comes any more.</summary>
    private bool IsQuietForGood(bool isOver)
    {
        if (!isOver)
        {
            return false;
        }

        if (!_options.Follow)
        {
            return true;
        }

        var now = _services.Clock.GetTimestamp();
        return _services.Clock.GetElapsedTime(_quietSince ??= now, now) >= _scope.Linger;
    }

    private async Task<LogPage> ReadAsync(Job job, CancellationToken cancellationToken)
    {
        var located = await _services.LocateAsync(job.Reference with { Attempt = _attempt }, cancellationToken).ConfigureAwait(false);
        if (_attempt is null && _located is not null && located != _located)
        {
            // Where only the latest attempt has a log, a held job that moved on has a new one.
            _token = null;
        }

        _located = located;
        var request = new LogRequest
        {
            Job = located,
            Stream = _options.Stream,
            Token = _token,
            TailLines = _token is null ? _tailLines : null,
        };
        return await _services.Calls.ReadAsync(
            ProviderOperation.ReadLog, static (s, token) => s.Provider.ReadLogAsync(s.request, token), (_services.Provider, request), cancellationToken)
            .ConfigureAwait(false);
    }
}
