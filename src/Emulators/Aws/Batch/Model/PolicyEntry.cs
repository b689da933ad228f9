using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Aws.Batch.Model;

/// <summary>A scheduling policy.</summary>
internal sealed class PolicyEntry
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    public required Dictionary<string, string> Tags { get; init; }

    public JsonObject? FairShare { get; set; }

    /// <summary>The weight of a share: less gives more.</summary>
    public double WeightOf(string share)
    {
        foreach (var entry in (FairShare?["shareDistribution"] as JsonArray)?.OfType<JsonObject>() ?? [])
        {
            if (Faults.FaultRule.Matches((string)entry["shareIdentifier"]!, share))
            {
                return (double?)entry["weightFactor"] ?? 1;
            }
        }

        return 1;
    }
}
