using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.PriceFiles;
using MultiBatch.Jobs;
using System.Runtime.CompilerServices;

namespace MultiBatch.Costs.Comparing;

/// <summary>
/// Goes once over the offers of a provider: types that do not fit are passed over with all their prices, and what is left costs a multiplication each.
/// </summary>
internal sealed class OfferScan
{
    private readonly PriceCatalogue _catalogue;
    private readonly CostQuery _query;
    private readonly string _provider;
    private readonly OverriddenPrices _overrides;
    private readonly decimal _discount;
    private readonly bool[] _regions;
    private readonly Dictionary<InterruptionClass, SpotRisk[]> _risks = [];
    private readonly Purchase[] _purchases;
    private readonly List<Candidate> _best = [];

    private OfferScan(PriceCatalogue catalogue, PriceAdjustments adjustments, string provider, CostQuery query)
    {
        _catalogue = catalogue;
        _query = query;
        _provider = provider;
        _discount = adjustments.FactorOf(provider);
        _overrides = OverriddenPrices.Of(catalogue, adjustments, provider);
        _regions = RegionChoice.Of(catalogue, provider, query.Scope);
        _purchases = query.Scope.Purchases.Distinct().ToArray();
    }

    /// <summary>The cheapest offer, by cost, price, type and region; null when there is none.</summary>
    public Candidate? Best => _best.Count == 0 ? null : _best[0];

    /// <summary>The cheapest offers: the best and its ties, in order.</summary>
    public IReadOnlyList<Candidate> BestAndTies => _best;

    /// <summary>The cheapest offer of each type, unordered.</summary>
    public List<Candidate> PerType { get; } = [];

    public static OfferScan Run(PriceCatalogue catalogue, PriceAdjustments adjustments, string provider, CostQuery query)
    {
        var scan = new OfferScan(catalogue, adjustments, provider, query);
        scan.Go();
        scan._best.Sort(scan.Compare);
        return scan;
    }

    /// <summary>By cost, price, type and region.</summary>
    public int Compare(Candidate x, Candidate y)
    {
        var order = x.Cost.CompareTo(y.Cost);
        order = order != 0 ? order : x.Price.CompareTo(y.Price);
        order = order != 0 ? order : string.CompareOrdinal(x.Machine.Name, y.Machine.Name);
        order = order != 0 ? order : string.CompareOrdinal(RegionOf(x).Name, RegionOf(y).Name);
        return order != 0 ? order : x.Purchase.Kind.CompareTo(y.Purchase.Kind);
    }

    private PriceRegion RegionOf(Candidate candidate) => _catalogue.Regions[_catalogue.Columns.Regions[candidate.At]];

    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    private void Go()
    {
        if (Array.IndexOf(_regions, true) < 0)
        {
            return;
        }

        var choice = new MachineFilter(_query);
        var machines = _catalogue.Machines;
        for (var index = 0; index < machines.Count; index++)
        {
            var machine = machines[index];
            if (machine.Provider != _provider || !choice.Takes(machine))
            {
                continue;
            }

            var fits = machine.Kind == MachineKind.Container ? Math.Min(1, Schedule.Fits(machine, choice.Needs)) : Schedule.Fits(machine, choice.Needs);
            if (fits > 0)
            {
                Look(machine, Schedule.Of(_query, BillingRules.Of(machine.Provider, machine.Kind), _query.Scope.Placement == TaskPlacement.OnePerMachine ? 1 : fits));
            }
        }
    }

    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    private void Look(MachineType machine, Schedule schedule)
    {
        var columns = _catalogue.Columns;
        var bounds = _query.Scope.IncludeUncommon || _query.Requirements.MachineType is not null ? null : _catalogue.BoundsOf(machine);
        var risks = RisksOf(machine.Interruption);
        Candidate? best = null;
        for (var purchase = 0; purchase < _purchases.Length; purchase++)
        {
            var kind = _purchases[purchase].Kind;
            var risk = risks[purchase];
            for (var at = columns.First[machine.Index]; at < columns.First[machine.Index + 1]; at++)
            {
                if (!_regions[columns.Regions[at]])
                {
                    continue;
                }

                var onDemand = kind == PurchaseKind.Spot ? 0 : OnDemand(machine, at, bounds);
                var spot = kind == PurchaseKind.OnDemand ? 0 : Spot(machine, at, bounds is not null);
                // A price that is not known never wins: neither way to buy can do without its own.
                if ((kind != PurchaseKind.Spot && onDemand == 0) || (kind != PurchaseKind.OnDemand && spot == 0))
                {
                    continue;
                }

                var cost = schedule.Seconds * ((onDemand * risk.OnDemandFactor) + (spot * risk.SpotFactor));
                if (best is null || cost <= best.Cost || (_best.Count > 0 && cost <= _best[0].Cost))
                {
                    var candidate = new Candidate
                    {
                        Machine = machine,
                        At = at,
                        Purchase = _purchases[purchase],
                        Price = kind == PurchaseKind.OnDemand ? onDemand : spot,
                        Cost = cost,
                        Schedule = schedule,
                        Risk = risk,
                    };
                    best = best is null || Compare(candidate, best) < 0 ? candidate : best;
                    Keep(candidate);
                }
            }
        }

        if (best is not null)
        {
            PerType.Add(best);
        }
    }

    private void Keep(Candidate candidate)
    {
        if (_best.Count > 0 && candidate.Cost > _best[0].Cost)
        {
            return;
        }

        if (_best.Count > 0 && candidate.Cost < _best[0].Cost)
        {
            _best.Clear();
        }

        _best.Add(candidate);
    }

    private decimal OnDemand(MachineType machine, int at, OutlierBounds? bounds)
    {
        if (_overrides.Find(machine, at, PurchaseKind.OnDemand) is { } price)
        {
            return price;
        }

        var units = _catalogue.Columns.OnDemand[at];
        return bounds is not null && bounds.IsOutlier(units) ? 0 : units * _discount;
    }

    private decimal Spot(MachineType machine, int at, bool onlyPlausible)
    {
        if (_overrides.Find(machine, at, PurchaseKind.Spot) is { } price)
        {
            return price;
        }

        var units = _catalogue.Columns.Spot[at];
        return onlyPlausible && OutlierBounds.IsSpotOutlier(_catalogue.Columns.OnDemand[at], units) ? 0 : units * _discount;
    }

    private SpotRisk[] RisksOf(InterruptionClass interruption)
    {
        if (!_risks.TryGetValue(interruption, out var risks))
        {
            _risks[interruption] = risks = Array.ConvertAll(_purchases, purchase => SpotRisk.Of(purchase, interruption, _query.Duration));
        }

        return risks;
    }
}
