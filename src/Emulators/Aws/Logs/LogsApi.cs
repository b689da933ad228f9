using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Aws.Logs;

/// <summary>The operations of CloudWatch Logs that jobs' output is read with.</summary>
internal sealed class LogsApi
{
    private const int MostEvents = 10_000;
    private const int MostStreams = 50;
    private const int LargestPage = 1024 * 1024;

    // What the service counts for each event beside its text.
    private const int EventOverhead = 26;

    private readonly ShapeBook _shapes = ShapeBook.Load("logs.shapes");
    private readonly LogStore _store;
    private readonly ITaskRunner _runner;
    private readonly EmulatorQuirks _quirks;
    private readonly EmulatorClock _clock;
    private readonly string _arnPrefix;

    public LogsApi(LogStore store, ITaskRunner runner, EmulatorQuirks quirks, EmulatorClock clock, AwsEmulatorOptions options)
    {
        _store = store;
        _runner = runner;
        _quirks = quirks;
        _clock = clock;
        _arnPrefix = $"arn:aws:logs:{options.Region}:{options.AccountId}:log-group:";
    }

    public bool Has(string operation) => _shapes.Shapes.ContainsKey(operation);

    public async ValueTask<JsonObject> HandleAsync(string operation, JsonObject request, CancellationToken cancellationToken)
    {
        if (ShapeCheck.Find(_shapes.Shapes[operation], request, _quirks.IsOn(AwsQuirks.StrictMembers)) is { } problem)
        {
            throw problem.IsType ? new AwsException("SerializationException", 400, problem.ToString()) : Invalid(problem.ToString());
        }

        return operation switch
        {
            "GetLogEvents" => await GetLogEventsAsync(request, cancellationToken).ConfigureAwait(false),
            "FilterLogEvents" => await FilterLogEventsAsync(request, cancellationToken).ConfigureAwait(false),
            _ => await DescribeLogStreamsAsync(request, cancellationToken).ConfigureAwait(false),
        };
    }

    private static AwsException Invalid(string message) => new("InvalidParameterException", 400, message);

    private static long Limit(JsonObject request, long most) =>
        request.Whole("limit") is { } limit ? limit >= 1 && limit <= most ? limit : throw Invalid($"limit must be between 1 and {most}") : most;

    private IReadOnlyDictionary<string, LogStream> StreamsOf(JsonObject request)
    {
        var group = request.Text("logGroupName") ?? request.Text("logGroupIdentifier") ?? throw Invalid("Either logGroupName or logGroupIdentifier is required");
        group = group.StartsWith(_arnPrefix, StringComparison.Ordinal) ? group[_arnPrefix.Length..].TrimEnd('*', ':') : group;
        return _store.Find(group) ?? throw new AwsException("ResourceNotFoundException", 400, "The specified log group does not exist.");
    }

    private Task<IReadOnlyList<LogLine>> ReadAsync(LogStream stream, CancellationToken cancellationToken) =>
        stream.ReadAsync(_runner, keepEmpty: !_quirks.IsOn(AwsQuirks.EmptyLinesDropped), _clock.Now, cancellationToken);

    private async Task<JsonObject> GetLogEventsAsync(JsonObject request, CancellationToken cancellationToken)
    {
        if (!StreamsOf(request).TryGetValue(request.RequiredText("logStreamName"), out var stream))
        {
            throw new AwsException("ResourceNotFoundException", 400, "The specified log stream does not exist.");
        }

        var lines = await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        var (first, last) = Window(lines, request);
        var limit = (int)Limit(request, MostEvents);
        var token = request.Text("nextToken");
        var isForward = token is null ? request.Flag("startFromHead") == true : token.StartsWith("f/", StringComparison.Ordinal);
        var place = token is null ? (isForward ? first : last) : Position(token, lines.Count);
        int from;
        int to;
        if (isForward)
        {
            from = Math.Clamp(place, first, Math.Max(first, last));
            to = Fill(lines, from, Math.Min(last, from + limit), step: 1);
        }
        else
        {
            to = Math.Clamp(place, first, Math.Max(first, last));
            from = Fill(lines, to, Math.Max(first, to - limit), step: -1);
        }

        var reply = new JsonObject { ["events"] = new JsonArray([.. lines.Take(to).Skip(from).Select(line => (JsonNode)Event(line))]) };
        if (to < last || _quirks.IsOn(AwsQuirks.TokenAtEnd))
        {
            reply["nextForwardToken"] = "f/" + Math.Max(to, isForward ? place : to).ToString(CultureInfo.InvariantCulture);
        }

        reply["nextBackwardToken"] = "b/" + from.ToString(CultureInfo.InvariantCulture);
        return reply;
    }

    /// <summary>How far a page reaches before it is full.</summary>
    private static int Fill(IReadOnlyList<LogLine> lines, int start, int end, int step)
    {
        var size = 0;
        var place = start;
        while (place != end)
        {
            size += System.Text.Encoding.UTF8.GetByteCount(lines[step > 0 ? place : place - 1].Message) + EventOverhead;
            if (size > LargestPage && place != start)
            {
                break;
            }

            place += step;
        }

        return place;
    }

    private static int Position(string token, int count) =>
        token.Length > 2 && token[1] == '/' && int.TryParse(token.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place <= count
            ? place
            : throw Invalid("The specified nextToken is invalid.");

    /// <summary>The events between the times asked for.</summary>
    private static (int First, int Last) Window(IReadOnlyList<LogLine> lines, JsonObject request)
    {
        var (start, end) = (request.Whole("startTime") ?? long.MinValue, request.Whole("endTime") ?? long.MaxValue);
        var first = 0;
        while (first < lines.Count && lines[first].Timestamp < start)
        {
            first++;
        }

        var last = lines.Count;
        while (last > first && lines[last - 1].Timestamp >= end)
        {
            last--;
        }

        return (first, last);
    }

    private static JsonObject Event(LogLine line) => new() { ["timestamp"] = line.Timestamp, ["message"] = line.Message, ["ingestionTime"] = line.Timestamp };

    private async Task<JsonObject> FilterLogEventsAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var names = request.Texts("logStreamNames");
        var prefix = request.Text("logStreamNamePrefix");
        if (names.Count > 0 && prefix is not null)
        {
            throw Invalid("Cannot provide both logStreamNames and logStreamNamePrefix");
        }

        var terms = FilterTerms.Parse(request.Text("filterPattern"));
        var found = new List<(LogLine Line, string Stream, int Place)>();
        foreach (var stream in StreamsOf(request).Values.Where(stream =>
            (names.Count == 0 || names.Contains(stream.Name)) && (prefix is null || stream.Name.StartsWith(prefix, StringComparison.Ordinal))))
        {
            var lines = await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            var (first, last) = Window(lines, request);
            for (var place = first; place < last; place++)
            {
                if (terms.Match(lines[place].Message))
                {
                    found.Add((lines[place], stream.Name, place));
                }
            }
        }

        var ordered = found.OrderBy(item => item.Line.Timestamp).ThenBy(item => item.Stream, StringComparer.Ordinal).ThenBy(item => item.Place).ToList();
        var skip = request.Text("nextToken") is { } token ? Position(token, ordered.Count) : 0;
        var page = ordered.Skip(skip).Take((int)Limit(request, MostEvents)).ToList();
        var reply = new JsonObject
        {
            ["events"] = new JsonArray([.. page.Select(item => (JsonNode)new JsonObject
            {
                ["logStreamName"] = item.Stream,
                ["timestamp"] = item.Line.Timestamp,
                ["message"] = item.Line.Message,
                ["ingestionTime"] = item.Line.Timestamp,
                ["eventId"] = $"{item.Line.Timestamp:D20}{item.Place:D12}",
            })]),
            ["searchedLogStreams"] = new JsonArray(),
        };
        if (skip + page.Count < ordered.Count)
        {
            reply["nextToken"] = "n/" + (skip + page.Count).ToString(CultureInfo.InvariantCulture);
        }

        return reply;
    }

    private async Task<JsonObject> DescribeLogStreamsAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var prefix = request.Text("logStreamNamePrefix") ?? string.Empty;
        if (prefix.Length > 0 && request.Text("orderBy") == "LastEventTime")
        {
            throw Invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }

        var streams = StreamsOf(request).Values.Where(stream => stream.Name.StartsWith(prefix, StringComparison.Ordinal));
        var ordered = (request.Text("orderBy") == "LastEventTime" ? streams.OrderBy(stream => stream.CreatedAt) : streams.OrderBy(stream => stream.Name, StringComparer.Ordinal)).ToList();
        if (request.Flag("descending") == true)
        {
            ordered.Reverse();
        }

        var skip = request.Text("nextToken") is { } token ? Position(token, ordered.Count) : 0;
        var page = ordered.Skip(skip).Take((int)Limit(request, MostStreams)).ToList();
        var items = new JsonArray();
        foreach (var stream in page)
        {
            var lines = await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            var item = new JsonObject
            {
                ["logStreamName"] = stream.Name,
                ["creationTime"] = stream.CreatedAt.ToUnixTimeMilliseconds(),
                ["arn"] = $"{_arnPrefix}{stream.Group}:log-stream:{stream.Name}",
                ["storedBytes"] = 0,
            };
            if (lines.Count > 0)
            {
                item["firstEventTimestamp"] = lines[0].Timestamp;
                item["lastEventTimestamp"] = lines[^1].Timestamp;
                item["lastIngestionTime"] = lines[^1].Timestamp;
            }

            items.Add(item);
        }

        var reply = new JsonObject { ["logStreams"] = items };
        if (skip + page.Count < ordered.Count)
        {
            reply["nextToken"] = "n/" + (skip + page.Count).ToString(CultureInfo.InvariantCulture);
        }

        return reply;
    }
}
