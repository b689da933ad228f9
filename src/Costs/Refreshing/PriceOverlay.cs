using System.Globalization;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Guards;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Refreshing;

/// <summary>Lays prices that were read over those that are known, price by price: the newer day wins.</summary>
internal sealed class PriceOverlay
{
    private readonly PriceCatalogue _known;
    private readonly Dictionary<(int Type, int Region, bool IsSpot), MachinePrice> _prices = [];
    private readonly List<GuardFinding> _findings = [];

    public PriceOverlay(PriceCatalogue known, IEnumerable<MachinePrice> prices)
    {
        _known = known;
        var regions = new Dictionary<(string Provider, string Name), int>();
        for (var index = 0; index < known.Regions.Count; index++)
        {
            regions[(known.Regions[index].Provider, known.Regions[index].Name)] = index;
        }

        foreach (var price in prices)
        {
            if (known.FindMachine(price.Provider, price.MachineType) is not { } machine || !regions.TryGetValue((price.Provider, price.Region), out var region))
            {
                UnknownTypes++;
            }
            else if (price.Currency != PriceCatalogue.Currency)
            {
                Found(GuardKind.OtherCurrency, price, price.Currency);
            }
            else if (price.HourlyPrice <= 0)
            {
                Found(GuardKind.Zero, price, "a price of 0 is no price");
            }
            else
            {
                _prices[(machine.Index, region, price.Purchase == PurchaseKind.Spot)] = price;
            }
        }
    }

    public int Updated { get; private set; }

    public int UnknownTypes { get; }

    public IReadOnlyList<GuardFinding> Findings => _findings;

    public PriceCatalogue Build(DateTime madeOn)
    {
        var rows = new CatalogueRows();
        rows.Regions.AddRange(_known.Regions);
        foreach (var origin in _known.Origins)
        {
            rows.Origins.Add(origin);
        }

        rows.Extras.AddRange(_known.Extras);
        var columns = _known.Columns;
        var regionsOf = _prices.Keys.ToLookup(key => key.Type, key => key.Region);
        foreach (var machine in _known.Machines)
        {
            var type = rows.AddMachine(machine);
            var left = new HashSet<int>(regionsOf[machine.Index]);
            for (var at = columns.First[machine.Index]; at < columns.First[machine.Index + 1]; at++)
            {
                var region = columns.Regions[at];
                left.Remove(region);
                var (onDemand, onDemandOrigin) = Newer(rows, machine, region, false, columns.OnDemand[at], columns.OnDemandOrigins[at]);
                var (spot, spotOrigin) = Newer(rows, machine, region, true, columns.Spot[at], columns.SpotOrigins[at]);
                rows.AddOffer(type, region, onDemand, onDemandOrigin, spot, spotOrigin);
            }

            foreach (var region in left)
            {
                var (onDemand, onDemandOrigin) = Newer(rows, machine, region, false, PriceUnits.Unknown, CatalogueRows.NoOrigin);
                var (spot, spotOrigin) = Newer(rows, machine, region, true, PriceUnits.Unknown, CatalogueRows.NoOrigin);
                rows.AddOffer(type, region, onDemand, onDemandOrigin, spot, spotOrigin);
            }
        }

        return rows.Build("refreshed prices", DateTime.SpecifyKind(madeOn, DateTimeKind.Utc));
    }

    private (long Price, byte Origin) Newer(CatalogueRows rows, MachineType machine, int region, bool isSpot, long price, byte origin)
    {
        if (!_prices.TryGetValue((machine.Index, region, isSpot), out var read)
            || (price != PriceUnits.Unknown && _known.Origins[origin].Date > read.AsOf.UtcDateTime.Date))
        {
            return (price, origin);
        }

        var units = PriceUnits.FromDollars(read.HourlyPrice);
        if (!isSpot && _known.BoundsOf(machine).IsOutlier(units))
        {
            // A list price does not move so far: a unit, a system or a tenancy was mistaken.
            Found(GuardKind.Outlier, read, string.Create(CultureInfo.InvariantCulture, $"${read.HourlyPrice:0.######} is far from what the type costs anywhere: not taken"));
            return (price, origin);
        }

        Updated++;
        return (units, rows.AddOrigin(new PriceOrigin { Name = read.Source, Date = DateTime.SpecifyKind(read.AsOf.UtcDateTime.Date, DateTimeKind.Utc) }));
    }

    private void Found(GuardKind kind, MachinePrice price, string detail) => _findings.Add(new GuardFinding
    {
        Kind = kind,
        Provider = price.Provider,
        Region = price.Region,
        MachineType = price.MachineType,
        Purchase = price.Purchase,
        Detail = detail,
        IsDropped = true,
    });
}
