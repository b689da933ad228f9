using System.Globalization;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Guards;

/// <summary>
/// Looks for the faults that price data is known for. What cannot be a price (another currency, another system, a type that is not sold there, a spot price above
/// the price on demand) is dropped, and so becomes unknown; what is merely odd is kept and told.
/// </summary>
public sealed class CatalogueGuards
{
    // A licence or a dedicated host adds 6 % and more; rounding of list prices stays below 4 %.
    private const decimal InStep = 1.04m;

    private readonly List<GuardFinding> _findings = [];

    /// <summary>The prices there were before. Default: none.</summary>
    public PriceCatalogue? Previous { get; init; }

    /// <summary>Where types are sold, as <c>provider,region,type</c>. Default: not known, and not checked.</summary>
    public IReadOnlyCollection<string>? Sold { get; init; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<GuardFinding> Findings => _findings;

    /// <summary>Checks prices, and gives them without those that cannot be right.</summary>
    public PriceCatalogue Clean(PriceCatalogue prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        _findings.Clear();
        _findings.AddRange(prices.Refused);
        var rows = new CatalogueRows();
        rows.Regions.AddRange(prices.Regions);
        rows.Origins.AddRange(prices.Origins);
        rows.Extras.AddRange(prices.Extras);
        var sold = Sold is null ? null : new HashSet<string>(Sold, StringComparer.OrdinalIgnoreCase);
        var columns = prices.Columns;
        foreach (var machine in prices.Machines)
        {
            var type = rows.AddMachine(machine);
            for (var at = columns.First[machine.Index]; at < columns.First[machine.Index + 1]; at++)
            {
                Clean(rows, prices, machine, type, at, sold);
            }
        }

        StepGuard.Check(prices, InStep, _findings.Add);
        SumGuard.Check(prices, _findings.Add);
        var clean = rows.Build(prices.Name, prices.MadeOn);
        CheckShrunk(clean);
        return clean;
    }

    private void Clean(CatalogueRows rows, PriceCatalogue prices, MachineType machine, int type, int at, HashSet<string>? sold)
    {
        var columns = prices.Columns;
        var region = prices.Regions[columns.Regions[at]];
        var (onDemand, spot) = (columns.OnDemand[at], columns.Spot[at]);
        if (sold is not null && !sold.Contains($"{machine.Provider},{region.Name},{machine.Name}"))
        {
            Found(GuardKind.NotSoldThere, machine, region, null, "the vendor does not list the type in this region", true);
            return;
        }

        // Prices of China are in yuan, whatever the file around them is in.
        if (region.Name.StartsWith("cn-", StringComparison.Ordinal) || region.Name.StartsWith("china", StringComparison.OrdinalIgnoreCase))
        {
            Found(GuardKind.OtherCurrency, machine, region, null, "prices of China are in CNY", true);
            return;
        }

        if (onDemand == PriceUnits.Unknown && spot == PriceUnits.Unknown)
        {
            Found(GuardKind.Zero, machine, region, null, "no price at all, or 0", true);
            return;
        }

        if (onDemand != PriceUnits.Unknown && prices.BoundsOf(machine).IsOutlier(onDemand))
        {
            Found(GuardKind.Outlier, machine, region, PurchaseKind.OnDemand, Dollars(onDemand), false);
        }

        if (onDemand != PriceUnits.Unknown && spot > onDemand)
        {
            Found(GuardKind.SpotAboveOnDemand, machine, region, PurchaseKind.Spot, $"{Dollars(spot)} where on demand is {Dollars(onDemand)}", true);
            spot = PriceUnits.Unknown;
        }
        else if (spot != PriceUnits.Unknown && OutlierBounds.IsSpotOutlier(onDemand, spot))
        {
            Found(GuardKind.SpotTooLow, machine, region, PurchaseKind.Spot, $"{Dollars(spot)} where on demand is {Dollars(onDemand)}", false);
        }

        rows.AddOffer(
            type, columns.Regions[at], onDemand, columns.OnDemandOrigins[at],
            spot, spot == PriceUnits.Unknown ? CatalogueRows.NoOrigin : columns.SpotOrigins[at]);
    }

    private void CheckShrunk(PriceCatalogue clean)
    {
        if (Previous is null)
        {
            return;
        }

        var now = Count(clean);
        foreach (var before in Count(Previous))
        {
            var left = now.GetValueOrDefault(before.Key);
            if (left * 10 < before.Value * 9)
            {
                _findings.Add(new GuardFinding { Kind = GuardKind.Shrunk, Provider = before.Key, Detail = $"{left} prices where there were {before.Value}" });
            }
        }
    }

    private static Dictionary<string, int> Count(PriceCatalogue catalogue) =>
        catalogue.Machines.GroupBy(machine => machine.Provider).ToDictionary(
            group => group.Key,
            group => group.Sum(machine => catalogue.Columns.First[machine.Index + 1] - catalogue.Columns.First[machine.Index]));

    private void Found(GuardKind kind, MachineType machine, PriceRegion region, PurchaseKind? purchase, string detail, bool isDropped) => _findings.Add(new GuardFinding
    {
        Kind = kind,
        Provider = machine.Provider,
        Region = region.Name,
        MachineType = machine.Name,
        Purchase = purchase,
        Detail = detail,
        IsDropped = isDropped,
    });

    private static string Dollars(long units) => "$" + PriceUnits.ToDollars(units).ToString("0.######", CultureInfo.InvariantCulture);
}
