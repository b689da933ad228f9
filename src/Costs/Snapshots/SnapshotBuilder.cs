using System.Globalization;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Guards;

namespace MultiBatch.Costs.Snapshots;

/// <summary>
/// Makes a snapshot of a plain price file: names the sources, adds what is paid beside the machine, corrects cores that a name contradicts,
/// and runs the guards.
/// </summary>
public sealed class SnapshotBuilder
{
    private readonly List<PriceOrigin> _sources = [];
    private readonly List<(string Provider, string Part, DateTime Date, int Source)> _parts = [];
    private readonly List<ExtraPrice> _extras = [];

    /// <summary>The prices there were before, for the guards. Default: none.</summary>
    public PriceCatalogue? Previous { get; init; }

    /// <summary>Where types are sold, as <c>provider,region,type</c>; prices of others are dropped. Default: not known, and not checked.</summary>
    public IReadOnlyCollection<string>? Sold { get; init; }

    /// <summary>What the guards found in the last build.</summary>
    public IReadOnlyList<GuardFinding> Findings { get; private set; } = [];

    /// <summary>
    /// Reads the list of sources: lines <c>source,number,name,day,url,licence,note</c>, <c>part,provider,on-demand|spot,day,number</c> (prices of that day
    /// are of that source) and <c>extra,provider,kind,region,price,number</c>. Lines that begin with # are comments.
    /// </summary>
    /// <exception cref="FormatException">A line is wrong; names it.</exception>
    public void ReadSources(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            var cells = line.Split(',');
            try
            {
                switch (cells[0])
                {
                    case "source":
                        _sources.Add(new PriceOrigin { Name = cells[2], Date = Day(cells[3]), Url = Optional(cells[4]), Licence = Optional(cells[5]), Note = Optional(cells[6]) });
                        break;
                    case "part":
                        _parts.Add((cells[1], cells[2], Day(cells[3]), int.Parse(cells[4], CultureInfo.InvariantCulture)));
                        break;
                    case "extra":
                        _extras.Add(new ExtraPrice
                        {
                            Provider = cells[1],
                            Kind = Enum.TryParse<ExtraKind>(cells[2], out var kind) ? kind : throw new FormatException($"'{cells[2]}' is no kind of price"),
                            Region = Optional(cells[3]),
                            UnitPrice = decimal.Parse(cells[4], CultureInfo.InvariantCulture),
                            Origin = _sources[int.Parse(cells[5], CultureInfo.InvariantCulture)],
                        });
                        break;
                    case var other when other.Length > 0 && !other.StartsWith('#'):
                        throw new FormatException($"'{other}' is no kind of line");
                }
            }
            catch (Exception e) when (e is FormatException or IndexOutOfRangeException or ArgumentException)
            {
                throw new FormatException($"sources, line {number}: {e.Message}", e);
            }
        }
    }

    /// <summary>Builds the catalogue of a snapshot.</summary>
    /// <param name="prices">The plain prices.</param>
    /// <param name="madeOn">The day of the snapshot.</param>
    public PriceCatalogue Build(PriceCatalogue prices, DateTime madeOn)
    {
        ArgumentNullException.ThrowIfNull(prices);
        var guards = new CatalogueGuards { Previous = Previous, Sold = Sold };
        var clean = guards.Clean(prices);
        Findings = guards.Findings;

        var rows = new CatalogueRows();
        rows.Regions.AddRange(clean.Regions);
        foreach (var machine in clean.Machines)
        {
            Add(rows, clean, machine);
        }

        rows.Extras.AddRange(_extras);
        foreach (var extra in rows.Extras)
        {
            rows.AddOrigin(extra.Origin);
        }

        AddContainers(rows);
        return rows.Build("built-in snapshot", DateTime.SpecifyKind(madeOn.Date, DateTimeKind.Utc));
    }

    private void Add(CatalogueRows rows, PriceCatalogue prices, MachineType machine)
    {
        var columns = prices.Columns;
        var cores = MachineNaming.ConstrainedCores(machine.Provider, machine.Name);
        var type = rows.AddMachine(cores is { } real && real < machine.VCpus ? machine with { VCpus = real } : machine);
        for (var at = columns.First[machine.Index]; at < columns.First[machine.Index + 1]; at++)
        {
            rows.AddOffer(
                type, columns.Regions[at],
                columns.OnDemand[at], Origin(rows, prices, machine, "on-demand", columns.OnDemand[at], columns.OnDemandOrigins[at]),
                columns.Spot[at], Origin(rows, prices, machine, "spot", columns.Spot[at], columns.SpotOrigins[at]));
        }
    }

    private byte Origin(CatalogueRows rows, PriceCatalogue prices, MachineType machine, string part, long price, byte origin)
    {
        if (price == PriceUnits.Unknown)
        {
            return CatalogueRows.NoOrigin;
        }

        var given = prices.Origins[origin];
        var known = _parts.FirstOrDefault(row => row.Provider == machine.Provider && row.Part == part && row.Date == given.Date);
        return rows.AddOrigin(known.Provider is null ? given : _sources[known.Source] with { Date = given.Date, Note = given.Note ?? _sources[known.Source].Note });
    }

    // Fargate sells fixed pairs of vCPUs and memory; its price is the sum of both.
    private static void AddContainers(CatalogueRows rows)
    {
        foreach (var cpu in rows.Extras.Where(extra => extra.Kind == ExtraKind.ContainerVCpuHour).ToList())
        {
            var memory = rows.Extras.FirstOrDefault(extra => extra.Kind == ExtraKind.ContainerGiBHour && extra.Provider == cpu.Provider && extra.Region == cpu.Region);
            var region = rows.Regions.FindIndex(candidate => candidate.Provider == cpu.Provider && candidate.Name == cpu.Region);
            if (memory is null || region < 0)
            {
                continue;
            }

            foreach (var (vcpus, gibibytes) in FargateSizes.All)
            {
                var size = ByteSize.FromGibibytes((double)gibibytes);
                var type = rows.AddMachine(new MachineType
                {
                    Provider = cpu.Provider,
                    Name = FargateSizes.Name(vcpus, gibibytes),
                    Kind = MachineKind.Container,
                    VCpus = vcpus,
                    Memory = size,
                    UsableMemory = size,
                    Architecture = Jobs.CpuArchitecture.Amd64,
                    BatchSupported = true,
                });
                rows.AddOffer(
                    type, region, PriceUnits.FromDollars((vcpus * cpu.UnitPrice) + (gibibytes * memory.UnitPrice)), rows.AddOrigin(cpu.Origin),
                    PriceUnits.Unknown, CatalogueRows.NoOrigin);
            }
        }
    }

    private static DateTime Day(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static string? Optional(string text) => text.Length == 0 ? null : text;
}
