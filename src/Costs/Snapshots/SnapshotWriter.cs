using System.Globalization;
using System.IO.Compression;
using System.Text;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Snapshots;

/// <summary>Writes snapshots. The same catalogue always gives the same bytes.</summary>
public static class SnapshotWriter
{
    /// <summary>Writes a catalogue as a compressed snapshot.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="output">Where to; left open.</param>
    public static void Write(PriceCatalogue catalogue, Stream output)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(output);
        using var packed = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        var text = Encoding.UTF8.GetBytes(Text(catalogue));
        packed.Write(text, 0, text.Length);
    }

    internal static string Text(PriceCatalogue catalogue)
    {
        var text = new StringBuilder(2 << 20);
        text.Append(SnapshotFormat.Magic).Append(SnapshotFormat.Version).Append(" currency=").Append(PriceCatalogue.Currency)
            .Append(" made=").Append(Day(catalogue.MadeOn)).Append('\n');
        for (var index = 0; index < catalogue.Origins.Count; index++)
        {
            var origin = catalogue.Origins[index];
            Line(text, "S", Number(index), origin.Name, Day(origin.Date), origin.Url, origin.Licence, origin.Note);
        }

        for (var index = 0; index < catalogue.Regions.Count; index++)
        {
            var region = catalogue.Regions[index];
            Line(text, "R", Number(index), region.Provider, region.Name, region.Group);
        }

        foreach (var extra in catalogue.Extras)
        {
            Line(text, "X", extra.Provider, extra.Kind.ToString(), extra.Region, Number(extra.UnitPrice), Number(Index(catalogue, extra.Origin)));
        }

        // Neighbours in the name are neighbours in the price: sorted, the text packs a third smaller.
        foreach (var machine in catalogue.Machines.OrderBy(machine => machine.Provider, StringComparer.Ordinal).ThenBy(machine => machine.Name, StringComparer.Ordinal))
        {
            Machine(text, machine);
            Prices(text, catalogue, machine);
        }

        return text.ToString();
    }

    private static void Machine(StringBuilder text, MachineType machine) => Line(
        text, "T", machine.Provider, machine.Name, Number(machine.VCpus), Gibibytes(machine.Memory),
        machine.UsableMemory == UsableMemory.Of(machine.Provider, machine.Memory) ? null : Gibibytes(machine.UsableMemory),
        machine.Gpus == 0 ? null : Number(machine.Gpus), machine.GpuModel,
        machine.Architecture == CpuArchitecture.Arm64 ? "arm64" : "amd64",
        machine.LocalDiskGiB is { } disk ? Number(disk) : null, Flags(machine));

    private static void Prices(StringBuilder text, PriceCatalogue catalogue, MachineType machine)
    {
        var columns = catalogue.Columns;
        text.Append("P,");
        var order = Enumerable.Range(columns.First[machine.Index], columns.First[machine.Index + 1] - columns.First[machine.Index]).OrderBy(at => columns.Regions[at]);
        var isFirst = true;
        foreach (var at in order)
        {
            text.Append(isFirst ? string.Empty : ";").Append(Number(columns.Regions[at])).Append(':');
            isFirst = false;
            Price(text, columns.OnDemand[at], columns.OnDemandOrigins[at]);
            if (columns.Spot[at] != PriceUnits.Unknown)
            {
                text.Append(':');
                Price(text, columns.Spot[at], columns.SpotOrigins[at]);
            }
        }

        text.Append('\n');
    }

    private static void Price(StringBuilder text, long price, byte origin)
    {
        if (price != PriceUnits.Unknown)
        {
            text.Append(Number(PriceUnits.ToDollars(price))).Append('/').Append(Number(origin));
        }
    }

    private static string Flags(MachineType machine)
    {
        var flags = new StringBuilder();
        Add(flags, 'b', (machine.Traits & MachineTraits.Burstable) != 0);
        Add(flags, 'm', (machine.Traits & MachineTraits.Metal) != 0);
        Add(flags, 'l', (machine.Traits & MachineTraits.Legacy) != 0);
        Add(flags, 's', (machine.Traits & MachineTraits.SpecialPurpose) != 0);
        Add(flags, 'c', machine.Kind == MachineKind.Container);
        Add(flags, 'z', machine.BatchSupported == true);
        Add(flags, 'y', machine.BatchSupported == false);
        if (machine.Interruption != InterruptionClass.Unknown)
        {
            flags.Append('i').Append((int)machine.Interruption);
        }

        return flags.ToString();
    }

    private static void Add(StringBuilder flags, char flag, bool isSet)
    {
        if (isSet)
        {
            flags.Append(flag);
        }
    }

    private static void Line(StringBuilder text, params string?[] cells)
    {
        for (var index = 0; index < cells.Length; index++)
        {
            // No name of a vendor has a comma; a source's description may.
            text.Append(index == 0 ? string.Empty : ",").Append(cells[index]?.Replace(',', ';').Replace('\n', ' '));
        }

        text.Append('\n');
    }

    private static int Index(PriceCatalogue catalogue, PriceOrigin origin) => catalogue.Origins.ToList().IndexOf(origin);

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Gibibytes(ByteSize size) => Number(MachineMemory.ToGibibytes(size));
}
