using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Google.Batch.Scheduling;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Google.Batch.Operations;

/// <summary>Jobs and tasks as replies have them.</summary>
internal sealed class JobText
{
    private const string Group = "group0";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly EnumType Models = MessageBook.Batch.Enum("AllocationPolicy.ProvisioningModel");

    private readonly BatchContext _context;

    public JobText(BatchContext context) => _context = context;

    public void WriteJob(ReplyWriter writer, RestCall call, JobEntry job, DateTimeOffset moment)
    {
        var json = writer.Json;
        json.WriteStartObject();
        json.WriteString("name", job.Name);
        json.WriteString("uid", job.Uid);

        // A part of an object cannot be written raw: each of its members can.
        using (var body = JsonDocument.Parse(job.TextOf(call.IsAlpha, call.IsNumeric, () => BodyOf(call, job))))
        {
            foreach (var member in body.RootElement.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
            }
        }

        WriteStatus(writer, job, moment);
        writer.Time("createTime", job.CreatedAt);
        writer.Time("updateTime", job.UpdatedAt < moment ? job.UpdatedAt : moment);
        json.WriteEndObject();
    }

    public void WriteTask(ReplyWriter writer, TaskEntry task, DateTimeOffset moment)
    {
        var json = writer.Json;
        json.WriteStartObject();
        json.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"{task.Job.NumberedName}/taskGroups/{Group}/tasks/{task.Index}"));
        json.WriteStartObject("status");
        writer.Word("state", States.TaskWords, (int)task.StateAt(moment));
        WriteEvents(writer, task.Events, moment);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string BodyOf(RestCall call, JobEntry job)
    {
        var body = ProtoForm.Of(job.Body, "Job", call.IsAlpha, call.IsNumeric);
        body.Objects("taskGroups").First().Insert(0, "name", $"{job.NumberedName}/taskGroups/{Group}");
        return body.ToJsonString(Plain);
    }

    private static int[] CountsAt(JobEntry job, DateTimeOffset moment)
    {
        if (job.Tasks.Length == 0 || moment == DateTimeOffset.MaxValue)
        {
            return job.Counts;
        }

        var counts = new int[job.Counts.Length];
        foreach (var task in job.Tasks)
        {
            counts[(int)task.StateAt(moment)]++;
        }

        return counts;
    }

    private TimeSpan RunDuration(JobEntry job, DateTimeOffset moment)
    {
        var duration = job.StartedAt is { } started && started <= moment ? (job.EndedAt ?? _context.Clock.Now) - started : TimeSpan.Zero;
        return duration > TimeSpan.Zero ? duration : TimeSpan.Zero;
    }

    private void WriteStatus(ReplyWriter writer, JobEntry job, DateTimeOffset moment)
    {
        var json = writer.Json;
        json.WriteStartObject("status");
        writer.Word("state", States.JobWords, (int)job.StateAt(moment)!);
        WriteEvents(writer, job.Events, moment);
        if (job.TasksFrom is { } from && from <= moment)
        {
            json.WriteStartObject("taskGroups");
            json.WriteStartObject(Group);
            WriteCounts(json, CountsAt(job, moment));
            if (job.IsReady)
            {
                WriteInstance(writer, job);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteString("runDuration", ProtoText.Duration(RunDuration(job, moment)));
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, int[] counts)
    {
        json.WriteStartObject("counts");
        for (var state = 0; state < counts.Length; state++)
        {
            if (counts[state] > 0)
            {
                json.WriteString(States.TaskWords.Words[state], counts[state].ToString(CultureInfo.InvariantCulture));
            }
        }

        json.WriteEndObject();
    }

    private static void WriteInstance(ReplyWriter writer, JobEntry job)
    {
        var json = writer.Json;
        json.WriteStartArray("instances");
        json.WriteStartObject();
        json.WriteString("machineType", job.Terms.Machine.Name);
        writer.Word("provisioningModel", Models, Models.NumberOf(job.Terms.ProvisioningModel));
        json.WriteString("taskPack", job.Terms.TaskPack.ToString(CultureInfo.InvariantCulture));
        json.WriteStartObject("bootDisk");
        json.WriteString("type", job.Terms.BootDisk?.Text("type") ?? "pd-balanced");
        json.WriteString("sizeGb", job.Terms.BootDisk?.Text("sizeGb") ?? "30");
        json.WriteString("image", job.Terms.BootDisk?.Text("image") ?? "projects/batch-custom-image/global/images/batch-debian-12-official");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteEvents(ReplyWriter writer, List<StatusEvent> events, DateTimeOffset moment)
    {
        if (events.Count == 0)
        {
            return;
        }

        writer.Json.WriteStartArray("statusEvents");
        var isMixed = _context.Quirks.IsOn(GoogleQuirks.EventsUnordered);
        for (var place = 0; place < events.Count; place++)
        {
            // The last one first, then from the beginning: neither end of the list is the latest by rule.
            var item = events[isMixed ? (place + events.Count - 1) % events.Count : place];
            if (item.Time <= moment)
            {
                WriteEvent(writer, item);
            }
        }

        writer.Json.WriteEndArray();
    }

    private static void WriteEvent(ReplyWriter writer, StatusEvent item)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("type", EventTexts.Type);
        writer.Json.WriteString("description", item.Description);
        writer.Time("eventTime", item.Time);
        if (item.ExitCode is { } exitCode)
        {
            writer.Json.WriteStartObject("taskExecution");
            writer.Json.WriteNumber("exitCode", exitCode);
            writer.Json.WriteEndObject();
        }

        if (item.TaskState is { } state)
        {
            writer.Word("taskState", States.TaskWords, (int)state);
        }

        writer.Json.WriteEndObject();
    }
}
