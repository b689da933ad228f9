using System.Text.Json;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;

namespace MultiBatch.Costs.Reporting;

/// <summary>The stable JSON form of what jobs did cost: <c>{groups: [{key, knownCost, lostCost, machineHours, attempts, unknownAttempts}], …}</c>.</summary>
public static class AccountJson
{
    /// <summary>Writes groups of costs.</summary>
    public static string Write(IReadOnlyList<CostGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var all = new JobCosts { Attempts = groups.SelectMany(group => group.Costs.Attempts).ToList() };
        return CostJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("currency", PriceCatalogue.Currency);
            Sums(json, all);
            json.WriteStartArray("groups");
            foreach (var group in groups)
            {
                json.WriteStartObject();
                json.WriteString("key", group.Key);
                Sums(json, group.Costs);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("attempts");
            foreach (var attempt in all.Attempts)
            {
                Attempt(json, attempt);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Sums(Utf8JsonWriter json, JobCosts costs)
    {
        json.WriteNumber("knownCost", CostJson.Rounded(costs.KnownCost));
        json.WriteNumber("lostCost", CostJson.Rounded(costs.LostCost));
        json.WriteNumber("machineHours", CostJson.Rounded(costs.MachineHours));
        json.WriteNumber("attemptCount", costs.Attempts.Count);
        json.WriteNumber("unknownAttempts", costs.UnknownAttempts);
    }

    private static void Attempt(Utf8JsonWriter json, BilledAttempt attempt)
    {
        json.WriteStartObject();
        json.WriteString("job", attempt.Job.ToString());
        json.WriteNumber("attempt", attempt.Attempt.Number);
        Text(json, "machine", attempt.Attempt.Machine);
        Text(json, "machineType", attempt.Attempt.MachineType);
        Text(json, "region", attempt.Region);
        Number(json, "billedSeconds", attempt.BilledSeconds);
        Number(json, "hourlyPrice", attempt.HourlyPrice);
        Text(json, "priceDate", attempt.PriceDate is { } date ? PriceAge.Day(date) : null);
        Number(json, "cost", attempt.Cost);
        json.WriteBoolean("isLost", attempt.IsLost);
        Text(json, "note", attempt.Note);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, CostJson.Rounded(number));
        }
    }
}
