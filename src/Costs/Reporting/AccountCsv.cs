using System.Globalization;
using System.Text;
using MultiBatch.Costs.Billing;

namespace MultiBatch.Costs.Reporting;

/// <summary>What jobs did cost, as CSV: a line for each group.</summary>
public static class AccountCsv
{
    /// <summary>Writes groups of costs.</summary>
    public static string Write(IReadOnlyList<CostGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var text = new StringBuilder("key,knownCost,lostCost,machineHours,attempts,unknownAttempts,currency\n");
        foreach (var group in groups)
        {
            CostCsv.Cells(text,
            [
                group.Key, Number(group.Costs.KnownCost), Number(group.Costs.LostCost), Number(group.Costs.MachineHours), Number(group.Costs.Attempts.Count), Number(group.Costs.UnknownAttempts), "USD",
            ]);
        }

        return text.ToString();
    }

    private static string Number(decimal number) => decimal.Round(number, 6).ToString("0.######", CultureInfo.InvariantCulture);
}
