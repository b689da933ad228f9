using System.Globalization;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Batch.Rules;
using MultiBatch.Emulators.Google.Filters;
using MultiBatch.Emulators.Google.Wire;

namespace MultiBatch.Emulators.Google.Batch.Operations;

/// <summary>Lists jobs, tasks, operations and locations, page by page.</summary>
internal sealed class ListOperations
{
    /// <summary>Nobody says how long pages may be; other services of the vendor have 1,000.</summary>
    private const int LargestPage = 1000;
    private const int UsualPage = 100;
    private const string Everywhere = "-";

    private readonly BatchContext _context;
    private readonly JobText _text;

    public ListOperations(BatchContext context, JobText text)
    {
        _context = context;
        _text = text;
    }

    public ReadOnlyMemory<byte> Jobs(RestCall call, TimeSpan? stale)
    {
        call.Expect("filter", "orderBy", "pageSize", "pageToken");
        var lag = _context.Quirks.IsOn(GoogleQuirks.StaleLists) ? _context.Clock.Scale(_context.Options.Delays.ListLag) : TimeSpan.Zero;
        var moment = stale is not null || lag > TimeSpan.Zero ? _context.Clock.Now - (stale ?? lag) : DateTimeOffset.MaxValue;
        var filter = FilterParser.Parse(call.Text("filter"), IsJobField);
        var jobs = _context.State.JobsByOrdinal.Values.Reverse()
            .Where(job => (call.Location == Everywhere || job.Location == call.Location) && job.StateAt(moment) is not null && filter?.Evaluate(field => FindIn(job, field, moment)) != false);
        var ordered = call.Text("orderBy")?.Trim() switch
        {
            null or "create_time desc" or "createTime desc" => jobs,
            "create_time" or "createTime" or "create_time asc" => jobs.OrderBy(job => job.Ordinal),
            "name" or "name asc" => jobs.OrderBy(job => job.Name, StringComparer.Ordinal),
            "name desc" => jobs.OrderByDescending(job => job.Name, StringComparer.Ordinal),
            var order => throw GoogleException.Invalid("order_by", $"order_by '{order}' is not supported; there are name and create_time, each with desc"),
        };
        return Write(call, "jobs", After(call, ordered, KeyOf), KeyOf, (writer, job) => _text.WriteJob(writer, call, job, moment));
    }

    public ReadOnlyMemory<byte> Tasks(RestCall call, TimeSpan? stale)
    {
        call.Expect("filter", "pageSize", "pageToken");
        var moment = _context.Moment(stale);
        var job = _context.Job(call, moment);
        CheckGroup(call, job);
        var filter = FilterParser.Parse(call.Text("filter"), field => field is "State" or "state");
        IEnumerable<TaskEntry> tasks = IsVisible(job, moment) ? job.Tasks : [];
        tasks = tasks.Where(task => filter?.Evaluate(_ => FilterOperand.Of(task.StateAt(moment).Word())) != false);
        static string KeyOf(TaskEntry task) => task.Index.ToString(CultureInfo.InvariantCulture);
        if (PageToken.Read(call.Text("pageToken"), Mark(call)) is { } after)
        {
            tasks = tasks.Where(task => task.Index > int.Parse(after, CultureInfo.InvariantCulture));
        }

        return Write(call, "tasks", tasks, KeyOf, (writer, task) => _text.WriteTask(writer, task, moment));
    }

    public ReadOnlyMemory<byte> Operations(RestCall call)
    {
        call.Expect("filter", "pageSize", "pageToken", "returnPartialSuccess");
        var filter = FilterParser.Parse(call.Text("filter"), field => field is "done" or "name" or "metadata.verb" or "metadata.target" or "verb" or "target");
        var operations = _context.State.Operations.Values
            .Where(operation => (call.Location == Everywhere || operation.Location == call.Location) && filter?.Evaluate(field => FindIn(operation, field)) != false)
            .OrderByDescending(operation => operation.Ordinal);
        static string KeyOf(OperationEntry operation) => operation.Ordinal.ToString(CultureInfo.InvariantCulture);
        return Write(call, "operations", After(call, operations, KeyOf), KeyOf, OperationText.Write);
    }

    public ReadOnlyMemory<byte> Locations(RestCall call)
    {
        call.Expect("filter", "pageSize", "pageToken");
        Rule.Holds(call.Text("filter") is null, "filter", "the emulator has no filter of locations");
        return Write(call, "locations", After(call, Regions.All, region => region), region => region, WriteLocation);
    }

    public void WriteLocation(ReplyWriter writer, string region)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("name", $"projects/{_context.State.Project}/locations/{region}");
        writer.Json.WriteString("locationId", region);
        writer.Json.WriteStartObject("labels");
        writer.Json.WriteString("cloud.googleapis.com/region", region);
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    /// <summary>A task.</summary>
    /// <exception cref="GoogleException">There is none, or none to be seen yet.</exception>
    public TaskEntry Task(RestCall call, DateTimeOffset moment)
    {
        call.Expect();
        var job = _context.Job(call, moment);
        CheckGroup(call, job);
        return IsVisible(job, moment) && int.TryParse(call.Names[4], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < job.Tasks.Length
            ? job.Tasks[index]
            : throw GoogleException.NotFound($"{job.NumberedName}/taskGroups/{call.Names[3]}/tasks/{call.Names[4]}");
    }

    private static bool IsVisible(JobEntry job, DateTimeOffset moment) => job.TasksFrom is { } from && from <= moment;

    private static void CheckGroup(RestCall call, JobEntry job)
    {
        if (call.Names[3] != "group0")
        {
            throw GoogleException.NotFound($"{job.NumberedName}/taskGroups/{call.Names[3]}");
        }
    }

    private static string KeyOf(JobEntry job) => job.Ordinal.ToString(CultureInfo.InvariantCulture);

    private static bool IsJobField(string field) =>
        field is "status.state" or "state" or "createTime" or "create_time" or "updateTime" or "update_time" or "name" or "uid" or "priority" || field.StartsWith("labels.", StringComparison.Ordinal);

    private static FilterOperand FindIn(JobEntry job, string field, DateTimeOffset moment) => field switch
    {
        "status.state" or "state" => FilterOperand.Of(job.StateAt(moment)!.Value.Word()),
        "createTime" or "create_time" => FilterOperand.Of(job.CreatedAt),
        "updateTime" or "update_time" => FilterOperand.Of(job.UpdatedAt),
        "name" => FilterOperand.Of(job.Name),
        "uid" => FilterOperand.Of(job.Uid),
        "priority" => FilterOperand.Of(job.Terms.Priority.ToString(CultureInfo.InvariantCulture)),
        _ => FilterOperand.Of(job.Terms.Labels.GetValueOrDefault(field["labels.".Length..])),
    };

    private static FilterOperand FindIn(OperationEntry operation, string field) => field switch
    {
        "done" => FilterOperand.Of(operation.EndedAt is null ? "false" : "true"),
        "name" => FilterOperand.Of(operation.Name),
        "metadata.verb" or "verb" => FilterOperand.Of(operation.Verb),
        _ => FilterOperand.Of(operation.Target),
    };

    private static string Mark(RestCall call) => $"{call.Method}\n{string.Join('/', call.Names)}\n{call.Text("filter")}\n{call.Text("orderBy")}";

    /// <summary>What comes after the last one of the page before; the list may have changed since.</summary>
    private static IEnumerable<T> After<T>(RestCall call, IEnumerable<T> all, Func<T, string> keyOf) =>
        PageToken.Read(call.Text("pageToken"), Mark(call)) is { } after ? all.SkipWhile(item => keyOf(item) != after).Skip(1) : all;

    private static ReadOnlyMemory<byte> Write<T>(RestCall call, string name, IEnumerable<T> all, Func<T, string> keyOf, Action<ReplyWriter, T> write)
    {
        var size = call.Whole("pageSize");
        Rule.Holds(size >= 0, "page_size", "it must not be negative");
        size = size == 0 ? UsualPage : Math.Min(size, LargestPage);
        using var writer = new ReplyWriter(call.IsNumeric);
        writer.Json.WriteStartObject();
        var count = 0;
        string? last = null;
        foreach (var item in all)
        {
            if (count == size)
            {
                break;
            }

            if (count++ == 0)
            {
                writer.Json.WriteStartArray(name);
            }

            write(writer, item);
            last = keyOf(item);
        }

        if (count > 0)
        {
            writer.Json.WriteEndArray();
        }

        if (count == size && last is not null && all.Skip(size).Any())
        {
            writer.Json.WriteString("nextPageToken", PageToken.Write(last, Mark(call)));
        }

        writer.Json.WriteEndObject();
        return writer.Finish();
    }
}
