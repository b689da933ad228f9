using MultiBatch.FrontEnds.Wording;
using MultiBatch.Planning;
using MultiBatch.Serialization;

namespace MultiBatch.FrontEnds.Json;

/// <summary>The JSON form of whether a job can run on a connection as it is.</summary>
internal static class PortabilityJson
{
    public static string Write(
        string job, string connection, string provider, bool canRun, string? problem, IEnumerable<string> rewrite, IEnumerable<FieldDisposition> dispositions) => ResultJson.Object(json =>
    {
        json.WriteString("job", job);
        json.WriteString("connection", connection);
        json.WriteString("provider", provider);
        json.WriteBoolean("canRun", canRun);
        ResultJson.WriteIfSet(json, "problem", problem);
        json.WriteStartArray("rewrite");
        foreach (var advice in rewrite)
        {
            json.WriteStringValue(advice);
        }

        json.WriteEndArray();
        json.WriteStartArray("dispositions");
        foreach (var disposition in PlanWords.InOrder(dispositions))
        {
            json.WriteRawValue(BatchJson.Write(disposition));
        }

        json.WriteEndArray();
    });
}
