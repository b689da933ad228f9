using System.Globalization;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Guards;

/// <summary>
/// Google prices a machine of these families as its vCPUs plus its memory. Two types of a family give both prices, and every other type must be their sum. A price
/// that is not was put together from the wrong parts.
/// </summary>
internal static class SumGuard
{
    private const double Allowed = 0.01;

    private static readonly string[] Families = ["n2", "e2", "n2d"];

    public static void Check(PriceCatalogue prices, Action<GuardFinding> found)
    {
        foreach (var family in Families)
        {
            var standard = prices.FindMachine("google", family + "-standard-4");
            var large = prices.FindMachine("google", family + "-highmem-4");
            if (standard is null || large is null)
            {
                continue;
            }

            var members = prices.Machines.Where(machine => machine.Provider == "google" && machine.Family == family
                && (machine.Traits & MachineTraits.Burstable) == 0 && machine.Name.Split('-').Length == 3).ToList();
            for (var region = 0; region < prices.Regions.Count; region++)
            {
                if (Price(prices, standard, region) is { } a && Price(prices, large, region) is { } b)
                {
                    CheckRegion(prices, members, region, standard, large, a, b, found);
                }
            }
        }
    }

    private static void CheckRegion(
        PriceCatalogue prices, List<MachineType> members, int region, MachineType standard, MachineType large, double a, double b, Action<GuardFinding> found)
    {
        var gibibyte = (b - a) / (GiB(large) - GiB(standard));
        var core = (a - (gibibyte * GiB(standard))) / (double)standard.VCpus;
        foreach (var machine in members)
        {
            if (Price(prices, machine, region) is not { } price)
            {
                continue;
            }

            var sum = (core * (double)machine.VCpus) + (gibibyte * GiB(machine));
            if (Math.Abs(price - sum) > sum * Allowed)
            {
                found(new GuardFinding
                {
                    Kind = GuardKind.NotTheSumOfItsParts,
                    Provider = machine.Provider,
                    Region = prices.Regions[region].Name,
                    MachineType = machine.Name,
                    Purchase = PurchaseKind.OnDemand,
                    Detail = string.Create(CultureInfo.InvariantCulture, $"${price:0.######} where vCPUs and memory come to ${sum:0.######}"),
                });
            }
        }
    }

    private static double? Price(PriceCatalogue prices, MachineType machine, int region)
    {
        var columns = prices.Columns;
        for (var at = columns.First[machine.Index]; at < columns.First[machine.Index + 1]; at++)
        {
            if (columns.Regions[at] == region && columns.OnDemand[at] != PriceUnits.Unknown)
            {
                return (double)PriceUnits.ToDollars(columns.OnDemand[at]);
            }
        }

        return null;
    }

    private static double GiB(MachineType machine) => (double)MachineMemory.ToGibibytes(machine.Memory);
}
