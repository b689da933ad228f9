using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.PriceFiles;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Snapshots;

/// <summary>Reads snapshots.</summary>
internal sealed class SnapshotReader(string name)
{
    private readonly CatalogueRows _rows = new();
    private int _line;
    private int _type = -1;

    public static bool IsSnapshot(ReadOnlySpan<byte> text) => text.StartsWith("#batch-prices v"u8);

    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    public PriceCatalogue Read(ReadOnlySpan<byte> text)
    {
        var madeOn = Header(NextLine(ref text));
        while (text.Length > 0)
        {
            var line = NextLine(ref text);
            if (line.Length < 2 || line[1] != ',')
            {
                continue;
            }

            switch ((char)line[0])
            {
                case 'P':
                    Prices(line.Slice(2));
                    break;
                case 'T':
                    _type = _rows.AddMachine(Machine(Cells(line, 11)));
                    break;
                case 'R':
                    Region(Cells(line, 5));
                    break;
                case 'S':
                    Origin(Cells(line, 7));
                    break;
                case 'X':
                    _rows.Extras.Add(Extra(Cells(line, 6)));
                    break;
            }
        }

        return _rows.Build(name, madeOn);
    }

    private ReadOnlySpan<byte> NextLine(ref ReadOnlySpan<byte> text)
    {
        _line++;
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text.Slice(0, end);
        text = end < 0 ? default : text.Slice(end + 1);
        return line;
    }

    private DateTime Header(ReadOnlySpan<byte> line)
    {
        var words = Text(line).Split(' ');
        var version = words.Length > 1 && int.TryParse(words[1].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (version != SnapshotFormat.Version)
        {
            throw Wrong($"this is a snapshot of version {version}, and this library reads version {SnapshotFormat.Version}; take the library that wrote it, or refresh the prices");
        }

        var fields = words.Skip(2).Select(word => word.Split('=')).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        if (fields.GetValueOrDefault("currency") != PriceCatalogue.Currency)
        {
            throw Wrong($"the currency is '{fields.GetValueOrDefault("currency")}'; only {PriceCatalogue.Currency} is known here");
        }

        return Day(fields.GetValueOrDefault("made") ?? string.Empty);
    }

    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    private void Prices(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0)
        {
            var end = text.IndexOf((byte)';');
            var offer = end < 0 ? text : text.Slice(0, end);
            text = end < 0 ? default : text.Slice(end + 1);

            var region = Number(ref offer, 0);
            var (onDemand, onDemandOrigin) = Price(ref offer);
            var (spot, spotOrigin) = offer.Length == 0 ? (PriceUnits.Unknown, CatalogueRows.NoOrigin) : Price(ref offer);
            if (_type < 0 || region >= _rows.Regions.Count)
            {
                throw Wrong("prices of an unknown type or region");
            }

            _rows.AddOffer(_type, (int)region, onDemand, onDemandOrigin, spot, spotOrigin);
        }
    }

    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    private (long Price, byte Origin) Price(ref ReadOnlySpan<byte> offer)
    {
        if (offer.Length == 0 || offer[0] == ':')
        {
            offer = offer.Length == 0 ? offer : offer.Slice(1);
            return (PriceUnits.Unknown, CatalogueRows.NoOrigin);
        }

        var price = Number(ref offer, PriceUnits.Decimals);
        var origin = Number(ref offer, 0);
        return origin < _rows.Origins.Count ? (price, (byte)origin) : throw Wrong($"a price of origin {origin}, which is not listed");
    }

    // Reads up to the next mark and takes that off too.
    [MethodImpl(Utf8Numbers.QuickAtOnce)]
    private long Number(ref ReadOnlySpan<byte> text, int decimals)
    {
        var end = 0;
        while (end < text.Length && text[end] != ':' && text[end] != '/')
        {
            end++;
        }

        if (!Utf8Numbers.TryRead(text.Slice(0, end), decimals, out var value))
        {
            throw Wrong($"'{Text(text)}' has no number where one should be");
        }

        text = end < text.Length ? text.Slice(end + 1) : default;
        return value;
    }

    private MachineType Machine(string[] cells)
    {
        var provider = cells[1];
        var memory = ByteSize.FromGibibytes((double)Decimal(cells[4]));
        var gpus = cells[6].Length == 0 ? 0 : Decimal(cells[6]);
        var flags = cells[10];
        return new MachineType
        {
            Provider = provider,
            Name = cells[2],
            Kind = flags.Contains('c') ? MachineKind.Container : MachineKind.VirtualMachine,
            VCpus = Decimal(cells[3]),
            Memory = memory,
            UsableMemory = cells[5].Length == 0 ? UsableMemory.Of(provider, memory) : ByteSize.FromGibibytes((double)Decimal(cells[5])),
            Gpus = gpus,
            GpuModel = gpus == 0 ? null : cells[7],
            Architecture = cells[8] == "arm64" ? CpuArchitecture.Arm64 : CpuArchitecture.Amd64,
            LocalDiskGiB = cells[9].Length == 0 ? null : Decimal(cells[9]),
            Traits = (flags.Contains('b') ? MachineTraits.Burstable : 0) | (flags.Contains('m') ? MachineTraits.Metal : 0)
                | (flags.Contains('l') ? MachineTraits.Legacy : 0) | (flags.Contains('s') ? MachineTraits.SpecialPurpose : 0),
            BatchSupported = flags.Contains('z') ? true : flags.Contains('y') ? false : null,
            Interruption = flags.IndexOf('i') is >= 0 and var at && at + 1 < flags.Length ? (InterruptionClass)(flags[at + 1] - '0') : InterruptionClass.Unknown,
        };
    }

    private void Region(string[] cells)
    {
        if (cells[1] != _rows.Regions.Count.ToString(CultureInfo.InvariantCulture))
        {
            throw Wrong("regions are not numbered in order");
        }

        _rows.Regions.Add(new PriceRegion { Provider = cells[2], Name = cells[3], Group = cells[4] });
    }

    private void Origin(string[] cells)
    {
        if (cells[1] != _rows.Origins.Count.ToString(CultureInfo.InvariantCulture))
        {
            throw Wrong("origins are not numbered in order, or one is there twice");
        }

        _rows.AddOrigin(new PriceOrigin { Name = cells[2], Date = Day(cells[3]), Url = Optional(cells[4]), Licence = Optional(cells[5]), Note = Optional(cells[6]) });
    }

    private ExtraPrice Extra(string[] cells) => new()
    {
        Provider = cells[1],
        Kind = Enum.TryParse<ExtraKind>(cells[2], out var kind) ? kind : throw Wrong($"'{cells[2]}' is no kind of price"),
        Region = Optional(cells[3]),
        UnitPrice = Decimal(cells[4]),
        Origin = int.TryParse(cells[5], NumberStyles.None, CultureInfo.InvariantCulture, out var origin) && origin < _rows.Origins.Count
            ? _rows.Origins[origin]
            : throw Wrong($"origin '{cells[5]}' is not listed"),
    };

    private string[] Cells(ReadOnlySpan<byte> line, int least)
    {
        var cells = Text(line).Split(',');
        return cells.Length >= least ? cells : throw Wrong($"has {cells.Length} fields and needs {least}");
    }

    private DateTime Day(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? day
            : throw Wrong($"'{text}' is no day");

    private decimal Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong($"'{text}' is no number");

    private static string? Optional(string text) => text.Length == 0 ? null : text;

    private static string Text(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text.ToArray());

    private FormatException Wrong(string what) => new($"{name}, line {_line}: {what}");
}
