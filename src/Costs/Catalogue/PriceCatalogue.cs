using MultiBatch.Costs.Guards;
using MultiBatch.Costs.PriceFiles;
using MultiBatch.Costs.Snapshots;

namespace MultiBatch.Costs.Catalogue;

/// <summary>
/// Machine types and what they cost where, each price with its day and its source. Read-only and thread-safe; 82,000 offers take about 4 MB.
/// A price that is not known is missing, never zero.
/// </summary>
public sealed class PriceCatalogue
{
    /// <summary>The currency of every price.</summary>
    public const string Currency = "USD";

    private readonly OfferColumns _offers;
    private readonly OutlierBounds?[] _bounds;
    private readonly Lazy<Dictionary<(string Provider, string Name), MachineType>> _byName;
    private readonly Lazy<int[]> _ranks;

    internal PriceCatalogue(
        string name,
        DateTime madeOn,
        IReadOnlyList<MachineType> machines,
        IReadOnlyList<PriceRegion> regions,
        IReadOnlyList<PriceOrigin> origins,
        IReadOnlyList<ExtraPrice> extras,
        OfferColumns offers)
    {
        Name = name;
        MadeOn = madeOn;
        Machines = machines;
        Regions = regions;
        Origins = origins;
        Extras = extras;
        _offers = offers;
        _bounds = new OutlierBounds?[machines.Count];
        _byName = new Lazy<Dictionary<(string Provider, string Name), MachineType>>(ByName);
        _ranks = new Lazy<int[]>(Ranks);
    }

    /// <summary>What it is: the built-in snapshot, a refreshed one, or a file's name.</summary>
    public string Name { get; }

    /// <summary>The day it was put together, in UTC. Prices carry days of their own.</summary>
    public DateTime MadeOn { get; }

    /// <summary>The machine types.</summary>
    public IReadOnlyList<MachineType> Machines { get; }

    /// <summary>The regions.</summary>
    public IReadOnlyList<PriceRegion> Regions { get; }

    /// <summary>The days and sources its prices come from.</summary>
    public IReadOnlyList<PriceOrigin> Origins { get; }

    /// <summary>Prices of what is paid beside the machine.</summary>
    public IReadOnlyList<ExtraPrice> Extras { get; }

    /// <summary>Rows of the file that were not taken, with the reason. Default: none.</summary>
    public IReadOnlyList<GuardFinding> Refused { get; init; } = [];

    /// <summary>How many pairs of type and region it has.</summary>
    public int OfferCount => _offers.Count;

    /// <summary>The providers, by name.</summary>
    public IReadOnlyList<string> Providers => Regions.Select(region => region.Provider).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToList();

    internal OfferColumns Columns => _offers;

    /// <summary>The place of each region in the order of their names.</summary>
    internal int[] RegionRanks => _ranks.Value;

    /// <summary>Reads the snapshot that is part of this library.</summary>
    public static PriceCatalogue ReadEmbedded() => EmbeddedSnapshot.Read();

    /// <summary>Reads a price file: a snapshot, or CSV as documented in docs/costs.md, gzip-compressed or not.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">It is neither, or a row is wrong; names file, line and column.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PriceCatalogue ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return PriceFile.Read(path);
    }

    /// <summary>The offers of a type, one a region.</summary>
    /// <exception cref="ArgumentException">The type is not one of this catalogue.</exception>
    public IReadOnlyList<MachineOffer> GetOffers(MachineType machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (machine.Index >= Machines.Count || !ReferenceEquals(Machines[machine.Index], machine))
        {
            throw new ArgumentException("The type is not one of this catalogue.", nameof(machine));
        }

        var offers = new List<MachineOffer>();
        for (var at = _offers.First[machine.Index]; at < _offers.First[machine.Index + 1]; at++)
        {
            offers.Add(OfferAt(machine, at));
        }

        return offers;
    }

    /// <summary>A machine type by its name, compared without case; null when there is none.</summary>
    public MachineType? FindMachine(string provider, string name) =>
        _byName.Value.TryGetValue((provider, name.ToLowerInvariant()), out var machine) ? machine : null;

    /// <summary>What a type costs in a region; null when the catalogue does not know that it is sold there.</summary>
    public MachineOffer? FindOffer(string provider, string name, string region)
    {
        if (FindMachine(provider, name) is not { } machine)
        {
            return null;
        }

        for (var at = _offers.First[machine.Index]; at < _offers.First[machine.Index + 1]; at++)
        {
            if (string.Equals(Regions[_offers.Regions[at]].Name, region, StringComparison.OrdinalIgnoreCase))
            {
                return OfferAt(machine, at);
            }
        }

        return null;
    }

    /// <summary>The price of something beside the machine: of the region, else the one taken for every region; null when not known.</summary>
    public ExtraPrice? FindExtra(string provider, ExtraKind kind, string? region)
    {
        var prices = Extras.Where(price => price.Provider == provider && price.Kind == kind).ToList();
        return prices.FirstOrDefault(price => price.Region is not null && price.Region == region) ?? prices.FirstOrDefault(price => price.Region is null);
    }

    internal PricePoint? OnDemandAt(MachineType machine, int at) =>
        _offers.OnDemand[at] == PriceUnits.Unknown ? null : new PricePoint
        {
            HourlyPrice = PriceUnits.ToDollars(_offers.OnDemand[at]),
            Origin = Origins[_offers.OnDemandOrigins[at]],
            IsOutlier = BoundsOf(machine).IsOutlier(_offers.OnDemand[at]),
        };

    internal PricePoint? SpotAt(int at) =>
        _offers.Spot[at] == PriceUnits.Unknown ? null : new PricePoint
        {
            HourlyPrice = PriceUnits.ToDollars(_offers.Spot[at]),
            Origin = Origins[_offers.SpotOrigins[at]],
            IsOutlier = OutlierBounds.IsSpotOutlier(_offers.OnDemand[at], _offers.Spot[at]),
        };

    /// <summary>What prices of the type are plausible; worked out when first asked for.</summary>
    internal OutlierBounds BoundsOf(MachineType machine)
    {
        if (_bounds[machine.Index] is { } known)
        {
            return known;
        }

        var first = _offers.First[machine.Index];
        var scratch = new long[_offers.First[machine.Index + 1] - first];
        var count = 0;
        for (var at = first; at < first + scratch.Length; at++)
        {
            if (_offers.OnDemand[at] != PriceUnits.Unknown)
            {
                scratch[count++] = _offers.OnDemand[at];
            }
        }

        var bounds = OutlierBounds.Of(scratch.AsSpan(0, count));
        _bounds[machine.Index] = bounds;
        return bounds;
    }

    private MachineOffer OfferAt(MachineType machine, int at) => new()
    {
        Machine = machine,
        Region = Regions[_offers.Regions[at]],
        OnDemand = OnDemandAt(machine, at),
        Spot = SpotAt(at),
    };

    private int[] Ranks()
    {
        var ranks = new int[Regions.Count];
        var rank = 0;
        foreach (var index in Enumerable.Range(0, ranks.Length).OrderBy(index => Regions[index].Name, StringComparer.Ordinal))
        {
            ranks[index] = rank++;
        }

        return ranks;
    }

    private Dictionary<(string Provider, string Name), MachineType> ByName()
    {
        var byName = new Dictionary<(string Provider, string Name), MachineType>(Machines.Count);
        foreach (var machine in Machines)
        {
            byName[(machine.Provider, machine.Name.ToLowerInvariant())] = machine;
        }

        return byName;
    }
}
