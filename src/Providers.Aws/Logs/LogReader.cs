using System.Text;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Logs;

namespace MultiBatch.Providers.Aws.Logs;

/// <summary>
/// Reads the stream of an attempt. The service pages by a token that stops moving at the end, which may come again later; a stream that is not there
/// yet is an empty one.
/// </summary>
internal sealed class LogReader
{
    private const int MostEvents = 10_000;
    private const int BytesPerEvent = 100;

    // The service may give empty pages with more behind them.
    private const int MostEmptyPages = 50;

    // So long after its end, a stream that is not there has been there: its group deletes what is old.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly IAwsLogsWire _wire;
    private readonly JobReader _jobs;
    private readonly AwsBatchOptions _options;
    private readonly TimeProvider _clock;

    public LogReader(IAwsLogsWire wire, JobReader jobs, AwsBatchOptions options, TimeProvider clock)
    {
        _wire = wire;
        _jobs = jobs;
        _options = options;
        _clock = clock;
    }

    public async Task<LogPage> ReadAsync(LogRequest request, CancellationToken cancellationToken)
    {
        var token = LogToken.Parse(request.Token);
        LogPlace? place = null;
        if (token?.Stream is null || request.Stream == LogStreamKind.Error)
        {
            var job = await DescribeAsync(request.Job, cancellationToken).ConfigureAwait(false);
            place = LogPlace.Of(job, token is null ? request.Job.Attempt : token.Attempt, _options.LogGroup);
            if (place?.Stream is null || request.Stream == LogStreamKind.Error)
            {
                // Output and error are one stream here, which is read as the output.
                var isComplete = place is { HasEnded: true } && HasSettled(place);
                return new LogPage([], new LogToken { Attempt = place?.Attempt ?? request.Job.Attempt ?? 1 }.ToString(), isComplete);
            }

            token = new LogToken { Attempt = place.Attempt, Group = place.Group, Stream = place.Stream };
        }

        var tail = request.Token is null ? request.TailLines : null;
        return tail is { } lines
            ? await ReadTailAsync(request, token, lines, cancellationToken).ConfigureAwait(false)
            : await ReadOnAsync(request, token, place, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LogPage> ReadOnAsync(LogRequest request, LogToken token, LogPlace? place, CancellationToken cancellationToken)
    {
        for (var empty = 0; ; empty++)
        {
            // Whether the attempt had ended must be known from before the read: what it wrote last would be missed otherwise.
            var reply = await GetAsync(token, Math.Min(MostEvents, Math.Max(1, request.MaxBytes / BytesPerEvent)), fromHead: true, token.Forward, cancellationToken).ConfigureAwait(false);
            var hasMoved = reply?.NextForwardToken is { } next && next != token.Forward;
            var entries = Entries(request.Job, token.Attempt, reply);
            token = token with { Forward = reply?.NextForwardToken ?? token.Forward };
            if (entries.Count > 0 || (reply is not null && hasMoved && empty < MostEmptyPages))
            {
                if (entries.Count > 0)
                {
                    return new LogPage(entries, token.ToString(), isComplete: false);
                }

                continue;
            }

            // At the end for now. It is the end for good if the attempt was over before this read, and its last lines have had the time to arrive.
            if (place is null)
            {
                place = LogPlace.Of(await DescribeAsync(request.Job, cancellationToken).ConfigureAwait(false), token.Attempt, _options.LogGroup);
                if (place is { HasEnded: true } && HasSettled(place))
                {
                    continue;
                }
            }

            if (reply is null && place is { HasEnded: true, EndedAt: { } endedAt } && _clock.GetUtcNow() - endedAt > Fresh)
            {
                throw new BatchException(
                    BatchErrorCode.NotFound, $"The log of {request.Job} is gone: group '{token.Group}' has no stream '{token.Stream}' (any more). The retention of the group decides how long it is kept.")
                {
                    Provider = AwsProviderName.Value, Resource = request.Job.ToString(),
                };
            }

            return new LogPage([], token.ToString(), place is { HasEnded: true } && HasSettled(place));
        }
    }

    private async Task<LogPage> ReadTailAsync(LogRequest request, LogToken token, int lines, CancellationToken cancellationToken)
    {
        // From the end backwards, until there are enough or the token stops moving. The first page's forward token is where reading goes on.
        var events = new List<OutputLogEvent>();
        string? forward = null;
        string? backward = null;
        for (var pages = 0; pages < MostEmptyPages; pages++)
        {
            var limit = Math.Min(MostEvents, Math.Max(1, lines - events.Count));
            var reply = await GetAsync(token, limit, fromHead: false, backward, cancellationToken).ConfigureAwait(false);
            if (reply is null)
            {
                break;
            }

            forward ??= reply.NextForwardToken;
            events.InsertRange(0, reply.Events ?? []);
            if (events.Count >= lines || reply.NextBackwardToken is null || reply.NextBackwardToken == backward)
            {
                break;
            }

            backward = reply.NextBackwardToken;
        }

        var last = new GetLogEventsResponse { Events = events.Skip(Math.Max(0, events.Count - lines)).ToList() };
        return new LogPage(Entries(request.Job, token.Attempt, last), (token with { Forward = forward }).ToString(), isComplete: false);
    }

    private bool HasSettled(LogPlace place) => place.EndedAt is not { } endedAt || _clock.GetUtcNow() - endedAt >= _options.LogSettleTime;

    private async Task<GetLogEventsResponse?> GetAsync(LogToken token, int limit, bool fromHead, string? next, CancellationToken cancellationToken)
    {
        try
        {
            return await _wire.GetLogEventsAsync(
                new GetLogEventsRequest
                {
                    LogGroupName = token.Group,
                    LogStreamName = token.Stream!,
                    StartFromHead = fromHead,
                    Limit = limit,
                    NextToken = next,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
        {
            // A stream appears with its first lines.
            return null;
        }
    }

    private List<LogEntry> Entries(JobReference job, int attempt, GetLogEventsResponse? reply)
    {
        var reference = job with { Attempt = attempt };
        var entries = new List<LogEntry>(reply?.Events?.Count ?? 0);
        foreach (var line in reply?.Events ?? [])
        {
            entries.Add(new LogEntry(reference, LogStreamKind.All, Encoding.UTF8.GetBytes((line.Message ?? string.Empty) + "\n"), NativeTime.From(line.Timestamp)));
        }

        return entries;
    }

    private async Task<Wire.Jobs.JobDetail> DescribeAsync(JobReference reference, CancellationToken cancellationToken)
    {
        var ids = await _jobs.GetNativeIdsAsync(reference.Index is null ? reference.Parent : reference with { Attempt = null }, cancellationToken).ConfigureAwait(false);
        return ids.Count > 0 && (await _jobs.Describer.DescribeAsync([ids[0]], cancellationToken).ConfigureAwait(false)).TryGetValue(ids[0], out var job)
            ? job.Detail
            : throw new BatchException(BatchErrorCode.NotFound, $"AWS Batch knows no job {reference}; it keeps ended jobs for some days only.")
            {
                Provider = AwsProviderName.Value, Resource = reference.ToString(),
            };
    }
}
