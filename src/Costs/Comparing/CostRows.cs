using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>Makes rows of the candidates that are shown.</summary>
internal sealed class CostRows
{
    private readonly PriceCatalogue _catalogue;
    private readonly CostQuery _query;
    private readonly OfferScan _scan;
    private readonly DateTime _now;
    private readonly Lazy<OfferScan> _onDemand;
    private readonly PriceAdjustments _adjustments;
    private readonly CostNeeds _needs;

    public CostRows(PriceCatalogue catalogue, PriceAdjustments adjustments, CostQuery query, OfferScan scan, DateTime now)
    {
        _catalogue = catalogue;
        _adjustments = adjustments;
        _query = query;
        _scan = scan;
        _now = now;
        _needs = new CostNeeds(query.Requirements, query.Scope.MemoryMargin);
        _onDemand = new Lazy<OfferScan>(() => IsOnlyOnDemand(query)
            ? scan
            : OfferScan.Run(catalogue, adjustments, scan.Best!.Machine.Provider, query with { Scope = query.Scope with { Purchases = [Purchase.OnDemand] } }));
    }

    public CostRow Best() => Row(_scan.BestAndTies[0]) with
    {
        Ties = _scan.BestAndTies.Skip(1).Select(tie => new CostTie
        {
            MachineType = tie.Machine.Name,
            Region = RegionOf(tie).Name,
            Purchase = tie.Purchase,
            HourlyPrice = Dollars(tie.Price),
        }).ToList(),
    };

    public IReadOnlyList<CostRow> Alternatives()
    {
        var others = _scan.PerType.Where(candidate => candidate.Machine != _scan.Best!.Machine).ToList();
        others.Sort(_scan.Compare);
        return others.Take(_query.Scope.Alternatives).Select(Row).ToList();
    }

    private CostRow Row(Candidate candidate)
    {
        var (machine, schedule, risk) = (candidate.Machine, candidate.Schedule, candidate.Risk);
        var region = RegionOf(candidate);
        var lines = ExtraLines.Of(_catalogue, _query, machine.Provider, region.Name, schedule);
        var origin = OriginOf(candidate);
        var machines = new CostLine { Name = "machines", Cost = Total(candidate.Cost), PriceDate = origin.Date, PriceSource = origin.Name };
        var beside = lines.Sum(line => line.Cost ?? 0);
        var factor = risk.OnDemandFactor + risk.SpotFactor;
        var idle = IdleShare(machine, schedule.TasksPerMachine);
        var onDemand = OnDemandPrice(candidate);
        var row = new CostRow
        {
            Machine = machine,
            Region = region,
            Purchase = candidate.Purchase,
            HourlyPrice = Dollars(candidate.Price),
            Price = origin,
            TasksPerMachine = schedule.TasksPerMachine,
            Machines = schedule.Machines,
            Waves = schedule.Waves,
            Makespan = schedule.Makespan,
            MachineHours = schedule.Hours * factor,
            TotalCost = Total(candidate.Cost) + beside,
            LowCost = Total(candidate.Price * schedule.Seconds) + beside,
            HighCost = HighCost(candidate, onDemand) is { } high ? high + beside : null,
            ExpectedLosses = risk.Losses,
            BreakEven = candidate.Purchase.Kind == PurchaseKind.OnDemand || onDemand == 0 ? null : (double)(onDemand / candidate.Price),
            IdleShare = idle,
            Lines = [machines, .. lines],
        };
        return row with { Notes = RowNotes.Of(_catalogue, _query, candidate, row, _now) };
    }

    private decimal? HighCost(Candidate candidate, decimal onDemand)
    {
        if (candidate.Purchase.Kind != PurchaseKind.OnDemand)
        {
            return onDemand == 0 ? null : Total(Math.Max(onDemand * candidate.Schedule.Seconds, candidate.Cost));
        }

        var families = _onDemand.Value.PerType.GroupBy(one => one.Machine.Family).Select(family => family.Min(one => one.Cost)).OrderBy(cost => cost).Take(3).ToList();
        return Total(Math.Max(families[families.Count - 1], candidate.Cost));
    }

    /// <summary>Units an hour of the same machine on demand; 0 when not known.</summary>
    private decimal OnDemandPrice(Candidate candidate) =>
        OverriddenPrices.Find(_adjustments, candidate.Machine.Provider, candidate.Machine.Name, RegionOf(candidate).Name, PurchaseKind.OnDemand) is { } own
            ? own.HourlyPrice * PriceUnits.PerDollar
            : _catalogue.Columns.OnDemand[candidate.At] * _adjustments.FactorOf(candidate.Machine.Provider);

    private PriceOrigin OriginOf(Candidate candidate)
    {
        var kind = candidate.Purchase.Kind == PurchaseKind.OnDemand ? PurchaseKind.OnDemand : PurchaseKind.Spot;
        if (OverriddenPrices.Find(_adjustments, candidate.Machine.Provider, candidate.Machine.Name, RegionOf(candidate).Name, kind) is { } own)
        {
            return new PriceOrigin { Name = own.Source, Date = own.AsOf.UtcDateTime.Date, Note = "own price" };
        }

        var columns = _catalogue.Columns;
        return _catalogue.Origins[kind == PurchaseKind.OnDemand ? columns.OnDemandOrigins[candidate.At] : columns.SpotOrigins[candidate.At]];
    }

    private double IdleShare(MachineType machine, int tasks)
    {
        var (asked, there) = _needs.MicroGpus > 0 ? (_needs.MicroGpus, machine.MicroGpus) : (_needs.MicroVCpus, machine.MicroVCpus);
        return Math.Max(0, 1 - ((double)asked * tasks / there));
    }

    private PriceRegion RegionOf(Candidate candidate) => _catalogue.Regions[_catalogue.Columns.Regions[candidate.At]];

    private static bool IsOnlyOnDemand(CostQuery query) => query.Scope.Purchases.All(purchase => purchase.Kind == PurchaseKind.OnDemand);

    private static decimal Total(decimal cost) => Dollars(cost) / 3600;

    private static decimal Dollars(decimal units) => units / PriceUnits.PerDollar;
}
