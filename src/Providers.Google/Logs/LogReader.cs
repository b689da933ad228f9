using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Providers.Google.Jobs;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire;
using MultiBatch.Providers.Google.Wire.Logs;

namespace MultiBatch.Providers.Google.Logs;

/// <summary>
/// Reads what a task wrote from Cloud Logging, where lines arrive some time after they are written, or from a folder where the connection says so.
/// </summary>
internal sealed class LogReader
{
    private const int LargestPage = 1000;
    private const int BytesPerEntry = 200;

    // The service may give empty pages with more behind them.
    private const int MostEmptyPages = 50;

    private readonly IGoogleLogsWire _wire;
    private readonly GoogleScope _scope;
    private readonly JobReader _jobs;
    private readonly GoogleBatchOptions _options;
    private readonly TimeProvider _clock;

    public LogReader(IGoogleLogsWire wire, GoogleScope scope, JobReader jobs, GoogleBatchOptions options, TimeProvider clock)
    {
        _wire = wire;
        _scope = scope;
        _jobs = jobs;
        _options = options;
        _clock = clock;
    }

    public async Task<LogPage> ReadAsync(LogRequest request, CancellationToken cancellationToken)
    {
        var token = LogToken.Parse(request.Token);

        // What does not change about the job is enough to read on; whether it has ended is asked only at the end of what is there.
        var facts = await _jobs.FindFactsAsync(request.Job.Parent, cancellationToken).ConfigureAwait(false) ?? throw JobReader.NotFound(request.Job);
        if (request.Job.Index is { } index && (!facts.IsArray || index >= facts.Tasks))
        {
            throw JobReader.NotFound(request.Job);
        }

        if (facts.IsLoggedToPath)
        {
            return await new PathLog(_options.LogsFolder ?? _options.LogsPath, facts).ReadAsync(
                request, token, async () => (await EndOfAsync(request.Job, cancellationToken).ConfigureAwait(false)) is var (hasEnded, _) && hasEnded, cancellationToken).ConfigureAwait(false);
        }

        if (facts.Uid is null)
        {
            return new LogPage([], new LogToken().ToString(), isComplete: false);
        }

        return token is null && request.TailLines is { } lines
            ? await ReadTailAsync(request, facts, lines, cancellationToken).ConfigureAwait(false)
            : await ReadOnAsync(request, facts, token ?? new LogToken(), cancellationToken).ConfigureAwait(false);
    }

    private async Task<LogPage> ReadOnAsync(LogRequest request, JobFacts facts, LogToken token, CancellationToken cancellationToken)
    {
        (bool HasEnded, DateTimeOffset? At)? end = null;
        for (var empty = 0; ; empty++)
        {
            var since = token.Page is null ? token.Since : token.PageSince;
            var reply = await ListAsync(
                facts, request.Job.Index ?? 0, since, "timestamp asc", Math.Min(LargestPage, Math.Max(1, request.MaxBytes / BytesPerEntry) + (token.Seen?.Count ?? 0)), token.Page,
                cancellationToken).ConfigureAwait(false);
            var entries = Take(reply, request, facts, ref token);
            token = string.IsNullOrEmpty(reply.NextPageToken) ? token with { Page = null, PageSince = null } : token with { Page = reply.NextPageToken, PageSince = since };
            if (entries.Count > 0)
            {
                return new LogPage(entries, token.ToString(), isComplete: false);
            }

            if (token.Page is not null && empty < MostEmptyPages)
            {
                continue;
            }

            // At the end for now. It is the end for good if the task was over before this read, and its last lines have had the time to arrive.
            if (end is { } known)
            {
                return new LogPage([], token.ToString(), known.HasEnded && HasSettled(known.At));
            }

            end = await EndOfAsync(request.Job, cancellationToken).ConfigureAwait(false);
            if (!end.Value.HasEnded || !HasSettled(end.Value.At))
            {
                return new LogPage([], token.ToString(), isComplete: false);
            }
        }
    }

    private async Task<LogPage> ReadTailAsync(LogRequest request, JobFacts facts, int lines, CancellationToken cancellationToken)
    {
        var newest = new List<LoggedEntry>();
        string? page = null;
        for (var pages = 0; pages < MostEmptyPages && newest.Count(entry => IsWanted(entry, request.Stream)) < lines; pages++)
        {
            var reply = await ListAsync(facts, request.Job.Index ?? 0, null, "timestamp desc", LargestPage, page, cancellationToken).ConfigureAwait(false);
            newest.AddRange((reply.Entries ?? []).Where(entry => TaskLines.IsOf(entry, facts, request.Job.Index ?? 0)));
            page = reply.NextPageToken;
            if (string.IsNullOrEmpty(page))
            {
                break;
            }
        }

        // All of them count as read, and many may be of one moment; the last ones are shown.
        newest.Reverse();
        var token = new LogToken();
        var entries = Take(new ListLogEntriesResponse { Entries = newest }, request, facts, ref token);
        return new LogPage(entries.Skip(Math.Max(0, entries.Count - lines)).ToList(), token.ToString(), isComplete: false);
    }

    private Task<ListLogEntriesResponse> ListAsync(
        JobFacts facts, int task, DateTimeOffset? since, string order, int size, string? page, CancellationToken cancellationToken) =>
        _wire.ListLogEntriesAsync(
            new ListLogEntriesRequest
            {
                ResourceNames = ["projects/" + _scope.Project],
                Filter = TaskLines.Filter(_scope.Project, facts, task, since),
                OrderBy = order,
                PageSize = Math.Min(LargestPage, size),
                PageToken = page,
            },
            cancellationToken);

    /// <summary>The wanted lines of a page that have not been read, and how far the reading has come with them.</summary>
    private static List<LogEntry> Take(ListLogEntriesResponse reply, LogRequest request, JobFacts facts, ref LogToken token)
    {
        var entries = new List<LogEntry>(reply.Entries?.Count ?? 0);
        var since = token.Since;
        var seen = new List<string>(token.Seen ?? []);
        foreach (var entry in reply.Entries ?? [])
        {
            if (!TaskLines.IsOf(entry, facts, request.Job.Index ?? 0))
            {
                continue;
            }

            var id = entry.InsertId ?? string.Empty;
            if (entry.Timestamp == since)
            {
                if (seen.Contains(id))
                {
                    continue;
                }
            }
            else if (since is null || entry.Timestamp > since)
            {
                since = entry.Timestamp;
                seen.Clear();
            }

            seen.Add(id);
            if (IsWanted(entry, request.Stream))
            {
                entries.Add(new LogEntry(request.Job, TaskLines.StreamOf(entry), TaskLines.BytesOf(entry), entry.Timestamp));
            }
        }

        token = token with { Uid = facts.Uid, Since = since, Seen = seen.Count > 0 ? seen : null };
        return entries;
    }

    private static bool IsWanted(LoggedEntry entry, LogStreamKind stream) => stream == LogStreamKind.All || TaskLines.StreamOf(entry) == stream;

    private bool HasSettled(DateTimeOffset? endedAt) => endedAt is not { } time || _clock.GetUtcNow() - time >= _options.LogSettleTime;

    private async Task<(bool HasEnded, DateTimeOffset? At)> EndOfAsync(JobReference reference, CancellationToken cancellationToken) =>
        (await _jobs.GetAsync([reference with { Attempt = null }], cancellationToken).ConfigureAwait(false))[0] is { } job
            ? (job.State.IsTerminal(), job.EndedAt)
            : throw JobReader.NotFound(reference);
}
