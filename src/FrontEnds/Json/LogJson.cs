using System.Globalization;
using MultiBatch.Logs;

namespace MultiBatch.FrontEnds.Json;

/// <summary>The JSON form of a line of a log.</summary>
internal static class LogJson
{
    public static string Write(LogEntry entry) => ResultJson.Object(
        json =>
        {
            json.WriteString("job", entry.Job.ToString());
            json.WriteString("stream", entry.Stream.ToString().ToLowerInvariant());
            json.WriteString("text", entry.Text);
            ResultJson.WriteIfSet(json, "time", entry.Time?.ToString("O", CultureInfo.InvariantCulture));
        },
        indented: false);
}
