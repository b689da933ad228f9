using System.Globalization;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Guards;

/// <summary>
/// Vendors price the sizes of a family in one proportion everywhere, so that a region is dearer or cheaper by one factor. A size that is dearer than its family's
/// factor carries something else: a Windows licence, a dedicated host. Tells, and never drops: some of it is real.
/// </summary>
internal static class StepGuard
{
    public static void Check(PriceCatalogue prices, decimal allowed, Action<GuardFinding> found)
    {
        var columns = prices.Columns;
        var steps = new Dictionary<(string Family, int Region), List<(MachineType Machine, int At, double Factor)>>();
        foreach (var machine in prices.Machines)
        {
            var (first, end) = (columns.First[machine.Index], columns.First[machine.Index + 1]);
            var median = Median(Enumerable.Range(first, end - first).Select(at => (double)columns.OnDemand[at]).Where(price => price > 0));
            var family = machine.Provider + " " + machine.Family;
            for (var at = first; median > 0 && at < end; at++)
            {
                if (columns.OnDemand[at] != PriceUnits.Unknown)
                {
                    var key = (family, (int)columns.Regions[at]);
                    if (!steps.TryGetValue(key, out var list))
                    {
                        steps[key] = list = [];
                    }

                    list.Add((machine, at, columns.OnDemand[at] / median));
                }
            }
        }

        foreach (var step in steps.Where(step => step.Value.Count >= 3))
        {
            var factor = Median(step.Value.Select(row => row.Factor));
            foreach (var (machine, at, own) in step.Value.Where(row => row.Factor > factor * (double)allowed))
            {
                found(new GuardFinding
                {
                    Kind = GuardKind.OutOfStep,
                    Provider = machine.Provider,
                    Region = prices.Regions[columns.Regions[at]].Name,
                    MachineType = machine.Name,
                    Purchase = PurchaseKind.OnDemand,
                    Detail = string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(own / factor) - 1:P0} dearer here than its family, ${(double)PriceUnits.ToDollars(columns.OnDemand[at]) * (1 - (factor / own)) / (double)machine.VCpus:0.###} a vCPU: {Guess(own / factor)}"),
                });
            }
        }
    }

    private static string Guess(double factor) => factor < 1.15 ? "as a dedicated host costs" : "as a Windows licence costs";

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.OrderBy(value => value).ToList();
        return sorted.Count == 0 ? 0 : sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
