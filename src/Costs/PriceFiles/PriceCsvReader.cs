using System.Runtime.CompilerServices;
using System.Text;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Guards;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.PriceFiles;

/// <summary>
/// Reads a price file: a header and a row for each pair of region and type. 82,000 rows have to be read within the start of a command, so rows are
/// taken apart as bytes, and text is made of each name once.
/// </summary>
internal sealed class PriceCsvReader(string file)
{
    private readonly CatalogueRows _rows = new();
    private readonly Utf8Keys _typeKeys = new();
    private readonly Utf8Keys _regionKeys = new();
    private readonly OriginKeys _onDemandOrigins = new();
    private readonly OriginKeys _spotOrigins = new();
    private readonly List<GuardFinding> _refused = [];
    private readonly byte[] _key = new byte[512];
    private byte[] _unquoted = [];
    private PriceCsvColumns _columns = null!;
    private int[] _checked = [];
    private int _line = 1;

    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    public PriceCatalogue Read(ReadOnlySpan<byte> text, DateTime madeOn)
    {
        var header = NextLine(ref text);
        _columns = new PriceCsvColumns(header, file);
        _checked = new[] { _columns.Currency, _columns.OperatingSystem, _columns.Tenancy, _columns.Priority }.Where(column => column >= 0).ToArray();
        Span<int> ends = stackalloc int[PriceCsvColumns.Most];
        var layout = new Layout(_columns);
        while (text.Length > 0)
        {
            _line++;
            var line = NextLine(ref text);
            if (line.Length == 0)
            {
                continue;
            }

            if (line.IndexOf((byte)'"') >= 0)
            {
                line = Unquote(line);
            }

            var count = 0;
            for (var index = 0; index < line.Length; index++)
            {
                if (line[index] is (byte)',' or Separator && count < ends.Length - 1)
                {
                    ends[count++] = index;
                }
            }

            ends[count++] = line.Length;
            if (count != layout.Count)
            {
                throw Wrong($"has {count} fields where the first line has {layout.Count}");
            }

            ReadRow(new Fields(line, ends), layout);
        }

        return _rows.Build(file, madeOn, _refused);
    }

    private const byte Separator = 0x1F;

    private static ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text.Slice(0, end);
        text = end < 0 ? default : text.Slice(end + 1);
        return line.Length > 0 && line[line.Length - 1] == '\r' ? line.Slice(0, line.Length - 1) : line;
    }

    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    private void ReadRow(Fields fields, in Layout at)
    {
        foreach (var column in _checked)
        {
            if (fields[column].Length > 0 && !IsOurs(fields, column))
            {
                return;
            }
        }

        var onDemand = Price(fields[at.OnDemand], "on_demand");
        var spot = at.Spot < 0 ? PriceUnits.Unknown : Price(fields[at.Spot], "spot");
        var region = Region(fields, at);
        var type = Type(fields, at);
        var onDemandOrigin = onDemand == PriceUnits.Unknown ? CatalogueRows.NoOrigin : Origin(_onDemandOrigins, fields, at.OnDemandDate, at.OnDemandSource, at.OnDemandNote);
        var spotOrigin = spot == PriceUnits.Unknown ? CatalogueRows.NoOrigin : Origin(_spotOrigins, fields, at.SpotDate >= 0 ? at.SpotDate : at.OnDemandDate, at.SpotSource, -1);
        _rows.AddOffer(type, region, onDemand, onDemandOrigin, spot, spotOrigin);
    }

    // Missing and zero are the same: unknown. Vendors' lists have zeros for machines that are anything but free.
    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    private long Price(ReadOnlySpan<byte> text, string column)
    {
        if (text.Length == 0)
        {
            return PriceUnits.Unknown;
        }

        return Utf8Numbers.TryRead(text, PriceUnits.Decimals, out var value) ? value : throw Wrong($"column {column}: '{Text(text)}' is no price; write dollars an hour as 0.192, or nothing when it is not known");
    }

    private int Region(Fields fields, in Layout at)
    {
        var key = Join(fields[at.Cloud], fields[at.Region]);
        var index = _regionKeys.FindOrAdd(key);
        if (index >= 0)
        {
            return index;
        }

        var provider = Provider(fields[at.Cloud]);
        var name = Text(fields[at.Region]);
        if (name.Length == 0)
        {
            throw Wrong("column region: is empty");
        }

        var group = at.Group >= 0 ? Text(fields[at.Group]) : RegionGroups.GroupOf(provider, name);
        _rows.Regions.Add(new PriceRegion { Provider = provider, Name = name, Group = group });
        return _rows.Regions.Count - 1;
    }

    private int Type(Fields fields, in Layout at)
    {
        var key = Join(fields[at.Cloud], fields[at.Type]);
        var index = _typeKeys.FindOrAdd(key);
        if (index >= 0)
        {
            return index;
        }

        var provider = Provider(fields[at.Cloud]);
        var name = Text(fields[at.Type]);
        var memory = ByteSize.FromGibibytes((double)Number(fields[at.Memory], "mem_gib"));
        var usable = at.Usable >= 0 && fields[at.Usable].Length > 0
            ? ByteSize.FromGibibytes((double)Number(fields[at.Usable], "usable_gib"))
            : UsableMemory.Of(provider, memory);
        var gpus = at.Gpu < 0 || fields[at.Gpu].Length == 0 ? 0 : Number(fields[at.Gpu], "gpu");
        var model = at.GpuModel < 0 ? string.Empty : Text(fields[at.GpuModel]);
        var cores = Number(fields[at.VCpu], "vcpu");
        // Memory of 0 is memory nobody noted (it was rounded away): such a type fits only what asks for none.
        if (name.Length == 0 || cores <= 0)
        {
            throw Wrong("a machine type needs a name and vCPUs");
        }

        return _rows.AddMachine(new MachineType
        {
            Provider = provider,
            Name = name,
            VCpus = cores,
            Memory = memory,
            UsableMemory = usable,
            Gpus = gpus,
            GpuModel = gpus == 0 ? null : model.Length == 0 ? "unknown" : model,
            Architecture = Architecture(at.Architecture < 0 ? default : fields[at.Architecture]),
            Traits = MachineNaming.Traits(provider, name),
        });
    }

    private byte Origin(OriginKeys keys, Fields fields, int dateColumn, int sourceColumn, int noteColumn)
    {
        var date = dateColumn < 0 ? default : fields[dateColumn];
        var source = sourceColumn < 0 ? default : fields[sourceColumn];
        var note = noteColumn < 0 ? default : fields[noteColumn];
        var key = Join(date, source, note);
        var index = keys.Keys.FindOrAdd(key);
        if (index >= 0)
        {
            return keys.Origins[index];
        }

        if (!Utf8Numbers.TryReadDay(date, out var day))
        {
            throw Wrong($"'{Text(date)}' is no day: each price needs the day it was true, as 2026-07-30 (columns od_date and spot_date)");
        }

        keys.Origins.Add(_rows.AddOrigin(new PriceOrigin
        {
            Name = source.Length == 0 ? file : Text(source),
            Date = day,
            Note = note.Length == 0 ? null : Text(note),
        }));
        return keys.Origins[keys.Origins.Count - 1];
    }

    // Rows that are no Linux price of a shared machine in dollars are the commonest fault of price data: they are never taken.
    private bool IsOurs(Fields fields, int column)
    {
        var text = Text(fields[column]);
        var (kind, right) =
            column == _columns.Currency ? (GuardKind.OtherCurrency, text.Equals(PriceCatalogue.Currency, StringComparison.OrdinalIgnoreCase))
            : column == _columns.OperatingSystem ? (GuardKind.OtherOperatingSystem, text.Equals("linux", StringComparison.OrdinalIgnoreCase))
            : column == _columns.Tenancy ? (GuardKind.DedicatedTenancy, text.Equals("shared", StringComparison.OrdinalIgnoreCase))
            : (GuardKind.LowPriority, text.ToLowerInvariant() is "regular" or "spot");
        if (!right)
        {
            _refused.Add(new GuardFinding
            {
                Kind = kind,
                Provider = Provider(fields[_columns.Cloud]),
                Region = Text(fields[_columns.Region]),
                MachineType = Text(fields[_columns.Type]),
                Detail = $"line {_line}: '{text}'",
                IsDropped = true,
            });
        }

        return right;
    }

    private string Provider(ReadOnlySpan<byte> cloud) => Text(cloud).ToLowerInvariant() switch
    {
        "gcp" or "google" => "google",
        "" => throw Wrong("column cloud: is empty"),
        var other => other,
    };

    private CpuArchitecture Architecture(ReadOnlySpan<byte> text) => Text(text).ToLowerInvariant() switch
    {
        "" or "amd64" or "x86_64" or "x64" => CpuArchitecture.Amd64,
        "arm64" or "aarch64" => CpuArchitecture.Arm64,
        var other => throw Wrong($"column arch: '{other}' is neither amd64 nor arm64"),
    };

    private decimal Number(ReadOnlySpan<byte> text, string column) =>
        Utf8Numbers.TryRead(text, 8, out var value) ? value / 100_000_000m : throw Wrong($"column {column}: '{Text(text)}' is no number");

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default)
    {
        var length = first.Length + second.Length + third.Length + 2;
        if (length > _key.Length)
        {
            throw Wrong("has a name that is too long");
        }

        first.CopyTo(_key);
        _key[first.Length] = Separator;
        second.CopyTo(_key.AsSpan(first.Length + 1));
        _key[first.Length + 1 + second.Length] = Separator;
        third.CopyTo(_key.AsSpan(first.Length + second.Length + 2));
        return _key.AsSpan(0, length);
    }

    // A quoted line: quotes are taken off, and the commas outside them become separators that no name has.
    private ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> line)
    {
        if (_unquoted.Length < line.Length)
        {
            _unquoted = new byte[line.Length * 2];
        }

        var length = 0;
        var quoted = false;
        for (var index = 0; index < line.Length; index++)
        {
            if (line[index] == '"')
            {
                if (quoted && index + 1 < line.Length && line[index + 1] == '"')
                {
                    _unquoted[length++] = line[index++];
                    continue;
                }

                quoted = !quoted;
            }
            else
            {
                // A comma inside quotes has no meaning here and would be taken for one that has.
                _unquoted[length++] = line[index] != ',' ? line[index] : quoted ? (byte)';' : Separator;
            }
        }

        return quoted ? throw Wrong("has a quote that is not closed") : _unquoted.AsSpan(0, length);
    }

    private static string Text(ReadOnlySpan<byte> text) => text.Length == 0 ? string.Empty : Encoding.UTF8.GetString(text.ToArray()).Trim();

    private FormatException Wrong(string what) => new($"{file}, line {_line}: {what}");

    // Prices on demand and on spot have days of their own, and each is that of the row before nearly always.
    private sealed class OriginKeys
    {
        public Utf8Keys Keys { get; } = new();

        public List<byte> Origins { get; } = [];
    }

    private readonly ref struct Fields(ReadOnlySpan<byte> line, ReadOnlySpan<int> ends)
    {
        private readonly ReadOnlySpan<byte> _line = line;
        private readonly ReadOnlySpan<int> _ends = ends;

        public ReadOnlySpan<byte> this[int column]
        {
            get
            {
                var start = column == 0 ? 0 : _ends[column - 1] + 1;
                return _line.Slice(start, _ends[column] - start);
            }
        }
    }

    // The columns looked at for every row, looked up once.
    private readonly struct Layout(PriceCsvColumns columns)
    {
        public int Count { get; } = columns.Count;

        public int Cloud { get; } = columns.Cloud;

        public int Region { get; } = columns.Region;

        public int Type { get; } = columns.Type;

        public int VCpu { get; } = columns.VCpu;

        public int Memory { get; } = columns.Memory;

        public int Usable { get; } = columns.Usable;

        public int Gpu { get; } = columns.Gpu;

        public int GpuModel { get; } = columns.GpuModel;

        public int Architecture { get; } = columns.Architecture;

        public int OnDemand { get; } = columns.OnDemand;

        public int Spot { get; } = columns.Spot;

        public int OnDemandDate { get; } = columns.OnDemandDate;

        public int SpotDate { get; } = columns.SpotDate;

        public int OnDemandNote { get; } = columns.OnDemandNote;

        public int OnDemandSource { get; } = columns.OnDemandSource;

        public int SpotSource { get; } = columns.SpotSource;

        public int Group { get; } = columns.Group;
    }
}
