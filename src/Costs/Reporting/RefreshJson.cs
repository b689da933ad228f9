using MultiBatch.Costs.Refreshing;

namespace MultiBatch.Costs.Reporting;

/// <summary>The stable JSON form of a refresh.</summary>
public static class RefreshJson
{
    /// <summary>Writes what a refresh did.</summary>
    public static string Write(RefreshResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return CostJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("updated", result.Updated);
            json.WriteNumber("unknownTypes", result.UnknownTypes);
            json.WriteString("file", result.File);
            json.WriteStartArray("regions");
            foreach (var region in result.Regions)
            {
                json.WriteStartObject();
                json.WriteString("provider", region.Provider);
                json.WriteString("region", region.Region);
                json.WriteNumber("prices", region.Prices);
                json.WriteBoolean("isResumed", region.IsResumed);
                if (region.Error is not null)
                {
                    json.WriteString("error", region.Error);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            CostJson.Texts(json, "findings", result.Findings.Select(finding => finding.ToString()).ToList());
            json.WriteEndObject();
        });
    }
}
