using System.Text.Json;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Estimating;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Reporting;

/// <summary>
/// The stable JSON form of what jobs did cost: <c>{currency, knownCost, lostCost, machineHours, attemptCount, unknownAttempts, groups[], attempts[]}</c>; a group with an estimate
/// beside it has <c>estimate</c>.
/// </summary>
public static class AccountJson
{
    /// <summary>Writes groups of costs.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="checks">Estimates to set beside them, by the key of the group. Default: none.</param>
    public static string Write(IReadOnlyList<CostGroup> groups, IReadOnlyDictionary<string, EstimateCheck>? checks = null)
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
                Group(json, group, checks is not null && checks.TryGetValue(group.Key, out var check) ? check : null);
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

    /// <summary>Writes one group with its attempts.</summary>
    /// <param name="group">The group.</param>
    /// <param name="check">The estimate to set beside it. Default: none.</param>
    public static string WriteGroup(CostGroup group, EstimateCheck? check = null)
    {
        ArgumentNullException.ThrowIfNull(group);
        return CostJson.Write(json => Group(json, group, check));
    }

    private static void Group(Utf8JsonWriter json, CostGroup group, EstimateCheck? check)
    {
        json.WriteStartObject();
        json.WriteString("key", group.Key);
        Sums(json, group.Costs);
        if (check is not null)
        {
            json.WriteStartObject("estimate");
            json.WriteString("duration", DurationText.Format(check.Duration));
            json.WriteString("basis", check.Basis);
            CostJson.Members(json, check.Estimate);
            if (check.Ratio is { } ratio)
            {
                json.WriteNumber("ratio", Math.Round(ratio, 4));
            }

            if (check.IsInRange is { } isInRange)
            {
                json.WriteBoolean("isInRange", isInRange);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
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
        Text(json, "machineType", attempt.MachineType);
        Text(json, "region", attempt.Region);
        Text(json, "purchase", attempt.Purchase is { } purchase ? (purchase == PurchaseKind.Spot ? "spot" : "on-demand") : null);
        Text(json, "basis", attempt.Basis);
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
