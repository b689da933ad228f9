using System.Text;
using MultiBatch.Logs;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Wire.Logs;

namespace MultiBatch.Providers.Google.Logs;

/// <summary>Which entries of Cloud Logging are the lines of a task, and what they say.</summary>
internal static class TaskLines
{
    private const string TaskId = "task_id";
    private const string TaskPrefix = "task/";

    private static readonly string[] ErrorSeverities = ["ERROR", "CRITICAL", "ALERT", "EMERGENCY"];

    /// <summary>
    /// The filter of a task's lines. The label is <c>UID-group0-1</c>, or has an attempt and a runnable behind it; that of task 10 must not pass for it.
    /// </summary>
    public static string Filter(string project, JobFacts facts, int task, DateTimeOffset? since)
    {
        var stream = TaskView.StreamOf(facts, task);
        return $"logName=\"projects/{project}/logs/batch_task_logs\" AND labels.job_uid=\"{facts.Uid}\""
            + $" AND (labels.{TaskId}=\"{stream}\" OR labels.{TaskId}=\"{TaskPrefix}{stream}\" OR labels.{TaskId}:\"{stream}/\")"
            + (since is { } time ? $" AND timestamp>=\"{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture)}\"" : string.Empty);
    }

    /// <summary>Whether an entry is of a task: filters look at parts of labels.</summary>
    public static bool IsOf(LoggedEntry entry, JobFacts facts, int task)
    {
        if (entry.Labels is null || !entry.Labels.TryGetValue(TaskId, out var id) || TaskView.StreamOf(facts, task) is not { } stream)
        {
            return false;
        }

        var own = id.StartsWith(TaskPrefix, StringComparison.Ordinal) ? id.Substring(TaskPrefix.Length) : id;
        return own.StartsWith(stream, StringComparison.Ordinal) && (own.Length == stream.Length || own[stream.Length] == '/');
    }

    public static LogStreamKind StreamOf(LoggedEntry entry) =>
        System.Array.IndexOf(ErrorSeverities, entry.Severity) >= 0 ? LogStreamKind.Error : LogStreamKind.Output;

    /// <summary>The line, with its end.</summary>
    public static byte[] BytesOf(LoggedEntry entry)
    {
        var text = entry.TextPayload
            ?? (entry.JsonPayload is { ValueKind: System.Text.Json.JsonValueKind.Object } json
                ? json.TryGetProperty("message", out var message) && message.ValueKind == System.Text.Json.JsonValueKind.String ? message.GetString() : json.GetRawText()
                : null)
            ?? string.Empty;
        return Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n");
    }
}
