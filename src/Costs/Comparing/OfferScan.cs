using System.Runtime.CompilerServices;
using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.PriceFiles;
using MultiBatch.Jobs;

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
    private readonly int[] _ranks;
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
        _ranks = catalogue.RegionRanks;
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

    private void Look(MachineType machine, Schedule schedule)
    {
        var bounds = _query.Scope.IncludeUncommon || _query.Requirements.MachineType is not null ? null : _catalogue.BoundsOf(machine);
        var risks = RisksOf(machine.Interruption);
        Candidate? best = null;
        for (var purchase = 0; purchase < _purchases.Length; purchase++)
        {
            var look = new OfferLook { Machine = machine, Schedule = schedule, Bounds = bounds, Purchase = _purchases[purchase], Risk = risks[purchase] };
            var found = _overrides.IsEmpty && look.Purchase.Kind != PurchaseKind.SpotThenOnDemand ? LookAtPrices(look) : LookAtCosts(look);
            best = found is not null && (best is null || Compare(found, best) < 0) ? found : best;
        }

        if (best is not null)
        {
            PerType.Add(best);
        }
    }

    // Everything but the price is the same for all offers of a type, so the lowest price is the lowest cost: whole numbers are compared, and one cost is worked out.
    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    private Candidate? LookAtPrices(OfferLook look)
    {
        var columns = _catalogue.Columns;
        var isSpot = look.Purchase.Kind == PurchaseKind.Spot;
        var prices = isSpot ? columns.Spot : columns.OnDemand;
        var (first, end) = (columns.First[look.Machine.Index], columns.First[look.Machine.Index + 1]);
        var least = long.MaxValue;
        var leastAt = -1;
        for (var at = first; at < end; at++)
        {
            var price = prices[at];
            var region = columns.Regions[at];
            if (price == PriceUnits.Unknown || price > least || !_regions[region]
                || (look.Bounds is { } bounds && (isSpot ? OutlierBounds.IsSpotOutlier(columns.OnDemand[at], price) : bounds.IsOutlier(price))))
            {
                continue;
            }

            if (price < least || _ranks[region] < _ranks[columns.Regions[leastAt]])
            {
                leastAt = at;
            }

            least = price;
        }

        if (leastAt < 0)
        {
            return null;
        }

        var best = Candidate(look, leastAt, isSpot ? 0 : least * _discount, isSpot ? least * _discount : 0);
        if (_best.Count == 0 || best.Cost <= _best[0].Cost)
        {
            for (var at = first; at < end; at++)
            {
                if (prices[at] == least && _regions[columns.Regions[at]]
                    && !(look.Bounds is { } bounds && (isSpot ? OutlierBounds.IsSpotOutlier(columns.OnDemand[at], least) : bounds.IsOutlier(least))))
                {
                    Keep(at == leastAt ? best : Candidate(look, at, isSpot ? 0 : least * _discount, isSpot ? least * _discount : 0));
                }
            }
        }

        return best;
    }

    // The way that also works when a cost has two prices, or prices of a customer's own.
    private Candidate? LookAtCosts(OfferLook look)
    {
        var columns = _catalogue.Columns;
        var kind = look.Purchase.Kind;
        Candidate? best = null;
        for (var at = columns.First[look.Machine.Index]; at < columns.First[look.Machine.Index + 1]; at++)
        {
            if (!_regions[columns.Regions[at]])
            {
                continue;
            }

            var onDemand = kind == PurchaseKind.Spot ? 0 : OnDemand(look.Machine, at, look.Bounds);
            var spot = kind == PurchaseKind.OnDemand ? 0 : Spot(look.Machine, at, look.Bounds is not null);
            // A price that is not known never wins: no way to buy can do without its own.
            if ((kind == PurchaseKind.Spot || onDemand != 0) && (kind == PurchaseKind.OnDemand || spot != 0))
            {
                var candidate = Candidate(look, at, onDemand, spot);
                best = best is null || Compare(candidate, best) < 0 ? candidate : best;
                Keep(candidate);
            }
        }

        return best;
    }

    private static Candidate Candidate(OfferLook look, int at, decimal onDemand, decimal spot) => new()
    {
        Machine = look.Machine,
        At = at,
        Purchase = look.Purchase,
        Price = look.Purchase.Kind == PurchaseKind.OnDemand ? onDemand : spot,
        Cost = look.Schedule.Seconds * ((onDemand * look.Risk.OnDemandFactor) + (spot * look.Risk.SpotFactor)),
        Schedule = look.Schedule,
        Risk = look.Risk,
    };

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
