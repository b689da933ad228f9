using MultiBatch.Costs.Comparing;

namespace MultiBatch.Costs.Reporting;

/// <summary>The stable JSON form of a job's estimate: <c>{job, duration, count, providers: [as in a comparison]}</c>.</summary>
public static class EstimateJson
{
    /// <summary>Writes an estimate.</summary>
    /// <param name="job">The job's name; null when it has none.</param>
    /// <param name="comparison">The comparison.</param>
    public static string Write(string? job, CostComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return CostJson.Write(json =>
        {
            json.WriteStartObject();
            if (job is not null)
            {
                json.WriteString("job", job);
            }

            json.WriteString("duration", DurationText.Format(comparison.Query.Duration));
            json.WriteNumber("count", comparison.Query.Count);
            json.WritePropertyName("providers");
            CostJson.WriteProviders(json, comparison);
            json.WriteEndObject();
        });
    }
}
