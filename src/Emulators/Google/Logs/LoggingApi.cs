using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google.Filters;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Quirks;
using MultiBatch.Emulators.Shapes;
using MultiBatch.Emulators.Timing;

namespace MultiBatch.Emulators.Google.Logs;

/// <summary>The one call of Cloud Logging that output is read with. https://cloud.google.com/logging/docs/reference/v2/rest/v2/entries/list</summary>
internal sealed class LoggingApi
{
    private const int LargestPage = 1000;
    private const int UsualPage = 50;

    private readonly LogStore _store;
    private readonly EmulatorQuirks _quirks;
    private readonly EmulatorClock _clock;
    private readonly GoogleEmulatorOptions _options;

    public LoggingApi(LogStore store, EmulatorQuirks quirks, EmulatorClock clock, GoogleEmulatorOptions options)
    {
        _store = store;
        _quirks = quirks;
        _clock = clock;
        _options = options;
    }

    public async ValueTask<ReadOnlyMemory<byte>> ListAsync(RestCall call, EmulatorRequest raw, CancellationToken cancellationToken)
    {
        call.Expect();
        var request = ProtoReader.Read(raw.Body, "ListLogEntriesRequest", string.Empty, isAlpha: false, _quirks.IsOn(GoogleQuirks.StrictFields));
        var resources = request.Texts("resourceNames");
        if (resources.Count == 0)
        {
            throw GoogleException.Invalid("resource_names", "At least one resource name is required.");
        }

        foreach (var resource in resources)
        {
            if (resource != $"projects/{_options.Project}" && resource != string.Create(CultureInfo.InvariantCulture, $"projects/{_options.ProjectNumber}"))
            {
                throw GoogleException.Denied("logging.logEntries.list", resource);
            }
        }

        var isDescending = request.Text("orderBy") switch
        {
            null or "timestamp asc" or "timestamp" => false,
            "timestamp desc" => true,
            var other => throw GoogleException.Invalid("order_by", $"order_by must be 'timestamp asc' or 'timestamp desc', not '{other}'"),
        };
        var size = request["pageSize"]?.GetValue<int>() ?? UsualPage;
        if (size < 0)
        {
            throw GoogleException.Invalid("page_size", "page_size must not be negative");
        }

        var filter = FilterParser.Parse(request.Text("filter"), _ => true);
        var after = PageToken.Read(request.Text("pageToken"), Mark(request));
        var found = await FindAsync(filter, raw.Stale, cancellationToken).ConfigureAwait(false);
        var ordered = (isDescending ? found.OrderByDescending(item => item.Record.Time).ThenByDescending(item => item.Record.Ordinal) : found.OrderBy(item => item.Record.Time).ThenBy(item => item.Record.Ordinal))
            .Where(item => after is null || Compare(item.Record, after) is var order && (isDescending ? order < 0 : order > 0))
            .Take(Math.Clamp(size, 1, LargestPage) + 1).ToList();
        return Write(call, ordered, Math.Clamp(size, 1, LargestPage), Mark(request));
    }

    private static string Mark(JsonObject request) => $"{string.Join(',', request.Texts("resourceNames"))}\n{request.Text("filter")}\n{request.Text("orderBy")}";

    private static int Compare(LogRecord record, string after)
    {
        var parts = after.Split('/');
        var time = record.Time.UtcTicks.CompareTo(long.Parse(parts[0], CultureInfo.InvariantCulture));
        return time != 0 ? time : record.Ordinal.CompareTo(long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static ReadOnlyMemory<byte> Write(RestCall call, List<(LogSource Source, LogRecord Record)> found, int size, string mark)
    {
        using var writer = new ReplyWriter(call.IsNumeric);
        writer.Json.WriteStartObject();
        if (found.Count > 0)
        {
            writer.Json.WriteStartArray("entries");
            foreach (var (source, record) in found.Take(size))
            {
                WriteEntry(writer, source, record);
            }

            writer.Json.WriteEndArray();
        }

        if (found.Count > size)
        {
            var last = found[size - 1].Record;
            writer.Json.WriteString("nextPageToken", PageToken.Write(string.Create(CultureInfo.InvariantCulture, $"{last.Time.UtcTicks}/{last.Ordinal}"), mark));
        }

        writer.Json.WriteEndObject();
        return writer.Finish();
    }

    private static void WriteEntry(ReplyWriter writer, LogSource source, LogRecord record)
    {
        var json = writer.Json;
        json.WriteStartObject();
        json.WriteString("textPayload", record.Text);
        json.WriteString("insertId", LogStore.InsertIdOf(record));
        json.WriteStartObject("resource");
        json.WriteString("type", source.ResourceType);
        WriteMap(writer, "labels", source.ResourceLabels);
        json.WriteEndObject();
        writer.Time("timestamp", record.Time);
        json.WriteString("severity", source.Severity);
        WriteMap(writer, "labels", source.Labels);
        json.WriteString("logName", source.LogName);
        writer.Time("receiveTimestamp", record.Time);
        json.WriteEndObject();
    }

    private static void WriteMap(ReplyWriter writer, string name, IReadOnlyDictionary<string, string> map)
    {
        writer.Json.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            writer.Json.WriteString(key, value);
        }

        writer.Json.WriteEndObject();
    }

    private async Task<List<(LogSource Source, LogRecord Record)>> FindAsync(FilterNode? filter, TimeSpan? stale, CancellationToken cancellationToken)
    {
        var lag = _quirks.IsOn(GoogleQuirks.LogsArriveLate) ? _clock.Scale(_options.Delays.LogLag) : TimeSpan.Zero;
        var now = _clock.Now;
        var newest = now - (stale ?? lag);
        var found = new List<(LogSource, LogRecord)>();
        foreach (var source in _store.Sources)
        {
            if (filter?.Evaluate(source.Find) == false)
            {
                continue;
            }

            foreach (var record in await source.ReadAsync(_store, keepEmpty: !_quirks.IsOn(GoogleQuirks.EmptyLinesDropped), now, cancellationToken).ConfigureAwait(false))
            {
                if (record.Time <= newest && filter?.Evaluate(field => source.Find(field, record)) != false)
                {
                    found.Add((source, record));
                }
            }
        }

        return found;
    }
}
