using MultiBatch.Costs.Guards;

namespace MultiBatch.Costs.Catalogue;

/// <summary>Collects types, regions, origins and prices, and makes a catalogue of them.</summary>
internal sealed class CatalogueRows
{
    /// <summary>No origin.</summary>
    public const byte NoOrigin = byte.MaxValue;

    private int[] _types = new int[1024];
    private ushort[] _regions = new ushort[1024];
    private long[] _onDemand = new long[1024];
    private long[] _spot = new long[1024];
    private byte[] _onDemandOrigins = new byte[1024];
    private byte[] _spotOrigins = new byte[1024];

    public int Count { get; private set; }

    public List<MachineType> Machines { get; } = [];

    public List<PriceRegion> Regions { get; } = [];

    public List<PriceOrigin> Origins { get; } = [];

    public List<ExtraPrice> Extras { get; } = [];

    /// <summary>Adds a type, in the order of its index.</summary>
    public int AddMachine(MachineType machine)
    {
        Machines.Add(Indexed(machine, Machines.Count));
        return Machines.Count - 1;
    }

    public byte AddOrigin(PriceOrigin origin)
    {
        var index = Origins.IndexOf(origin);
        if (index >= 0)
        {
            return (byte)index;
        }

        if (Origins.Count == NoOrigin)
        {
            throw new FormatException($"prices of more than {NoOrigin} days and sources are too many for one catalogue");
        }

        Origins.Add(origin);
        return (byte)(Origins.Count - 1);
    }

    public void AddOffer(int type, int region, long onDemand, byte onDemandOrigin, long spot, byte spotOrigin)
    {
        if (Count == _types.Length)
        {
            var size = Count * 2;
            Array.Resize(ref _types, size);
            Array.Resize(ref _regions, size);
            Array.Resize(ref _onDemand, size);
            Array.Resize(ref _spot, size);
            Array.Resize(ref _onDemandOrigins, size);
            Array.Resize(ref _spotOrigins, size);
        }

        _types[Count] = type;
        _regions[Count] = checked((ushort)region);
        _onDemand[Count] = onDemand;
        _spot[Count] = spot;
        _onDemandOrigins[Count] = onDemandOrigin;
        _spotOrigins[Count] = spotOrigin;
        Count++;
    }

    /// <summary>The catalogue: offers grouped by type, in the order in which they were added.</summary>
    public PriceCatalogue Build(string name, DateTime madeOn, IReadOnlyList<GuardFinding>? refused = null)
    {
        var first = new int[Machines.Count + 1];
        for (var row = 0; row < Count; row++)
        {
            first[_types[row] + 1]++;
        }

        for (var type = 0; type < Machines.Count; type++)
        {
            first[type + 1] += first[type];
        }

        var next = (int[])first.Clone();
        var columns = new OfferColumns(Count, first);
        for (var row = 0; row < Count; row++)
        {
            var at = next[_types[row]]++;
            columns.Regions[at] = _regions[row];
            columns.OnDemand[at] = _onDemand[row];
            columns.Spot[at] = _spot[row];
            columns.OnDemandOrigins[at] = _onDemandOrigins[row];
            columns.SpotOrigins[at] = _spotOrigins[row];
        }

        RefuseDuplicates(name, columns);
        return new PriceCatalogue(name, madeOn, Machines, Regions, Origins, Extras, columns) { Refused = refused ?? [] };
    }

    // The same type and region twice: whichever price came last would win, and nobody would know.
    private void RefuseDuplicates(string name, OfferColumns columns)
    {
        var seen = new int[Regions.Count];
        for (var type = 0; type < Machines.Count; type++)
        {
            for (var at = columns.First[type]; at < columns.First[type + 1]; at++)
            {
                ref var last = ref seen[columns.Regions[at]];
                if (last == type + 1)
                {
                    throw new FormatException($"{name}: {Machines[type].Provider} {Machines[type].Name} in {Regions[columns.Regions[at]].Name} is there twice; one of the two prices is wrong");
                }

                last = type + 1;
            }
        }
    }

    private static MachineType Indexed(MachineType machine, int index) => machine with
    {
        Index = index,
        MicroVCpus = (long)(machine.VCpus * 1_000_000m),
        MicroGpus = (long)(machine.Gpus * 1_000_000m),
    };
}
