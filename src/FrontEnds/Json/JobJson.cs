using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Diagnosis;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.FrontEnds.Json;

/// <summary>The JSON form of a job, with its diagnosis as member <c>diagnosis</c> where there is one.</summary>
internal static class JobJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = BatchJson.CreateOptions().Encoder };

    public static string Write(Job job, JobDiagnosis? diagnosis)
    {
        var text = BatchJson.Write(job, indented: true);
        if (diagnosis is null)
        {
            return text;
        }

        var findings = new JsonArray();
        foreach (var finding in diagnosis.Findings)
        {
            var item = new JsonObject { ["code"] = finding.Code, ["summary"] = finding.Summary };
            AddIfSet(item, "evidence", finding.Evidence);
            AddIfSet(item, "fix", finding.Fix);
            item["isCertain"] = finding.IsCertain;
            findings.Add((JsonNode)item);
        }

        var node = JsonNode.Parse(text)!.AsObject();
        node["diagnosis"] = new JsonObject { ["findings"] = findings };
        return node.ToJsonString(Options);
    }

    private static void AddIfSet(JsonObject item, string name, string? value)
    {
        if (value is not null)
        {
            item[name] = value;
        }
    }
}
