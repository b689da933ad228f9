using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Diagnosis;
using MultiBatch.Serialization;

namespace MultiBatch.Cli.Output;

/// <summary>Adds a diagnosis to the JSON of a job, as member <c>diagnosis</c>.</summary>
internal static class DiagnosisJson
{
    private static readonly JsonSerializerOptions Options = BatchJson.CreateOptions(indented: true);

    public static string Write(string job, JobDiagnosis? diagnosis)
    {
        if (diagnosis is null)
        {
            return job;
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

        var node = JsonNode.Parse(job)!.AsObject();
        node["diagnosis"] = new JsonObject { ["findings"] = findings };
        return node.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = Options.Encoder });
    }

    private static void AddIfSet(JsonObject item, string name, string? value)
    {
        if (value is not null)
        {
            item[name] = value;
        }
    }
}
