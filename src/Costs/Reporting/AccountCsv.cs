using System.Globalization;
using System.Text;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Estimating;

namespace MultiBatch.Costs.Reporting;

/// <summary>What jobs did cost, as CSV: a line for each group.</summary>
public static class AccountCsv
{
    /// <summary>Writes groups of costs.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="checks">Estimates to set beside them, by the key of the group: the last three columns. Default: none.</param>
    public static string Write(IReadOnlyList<CostGroup> groups, IReadOnlyDictionary<string, EstimateCheck>? checks = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var text = new StringBuilder("key,knownCost,lostCost,machineHours,attempts,unknownAttempts,currency,estimate,estimateLow,estimateHigh\n");
        foreach (var group in groups)
        {
            var estimate = checks is not null && checks.TryGetValue(group.Key, out var check) ? check.Estimate : null;
            CostCsv.Cells(text,
            [
                group.Key, Number(group.Costs.KnownCost), Number(group.Costs.LostCost), Number(group.Costs.MachineHours), Number(group.Costs.Attempts.Count), Number(group.Costs.UnknownAttempts), "USD",
                estimate is null ? string.Empty : Number(estimate.TotalCost), estimate is null ? string.Empty : Number(estimate.LowCost), estimate?.HighCost is { } high ? Number(high) : string.Empty,
            ]);
        }

        return text.ToString();
    }

    private static string Number(decimal number) => decimal.Round(number, 6).ToString("0.######", CultureInfo.InvariantCulture);
}
