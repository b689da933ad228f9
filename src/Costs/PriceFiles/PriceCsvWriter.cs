using System.Globalization;
using System.Text;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.PriceFiles;

/// <summary>Writes a catalogue as a plain price file, day and source in each row.</summary>
public static class PriceCsvWriter
{
    private const string Header = "cloud,region,type,vcpu,mem_gib,gpu,gpu_model,arch,on_demand,spot,od_date,spot_date,od_note,od_source,spot_source";

    /// <summary>Writes the offers that are wanted, by type.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="output">Where to.</param>
    /// <param name="wanted">Which offers. Default: all.</param>
    public static void Write(PriceCatalogue catalogue, TextWriter output, Func<MachineOffer, bool>? wanted = null)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Header + "\n");
        foreach (var offer in catalogue.Machines.SelectMany(catalogue.GetOffers).Where(offer => wanted?.Invoke(offer) ?? true))
        {
            output.Write(Line(offer) + "\n");
        }
    }

    private static string Line(MachineOffer offer)
    {
        var machine = offer.Machine;
        var line = new StringBuilder();
        foreach (var cell in new[]
        {
            machine.Provider, offer.Region.Name, machine.Name, Text(machine.VCpus), Gibibytes(machine.Memory), Text(machine.Gpus), machine.GpuModel,
            machine.Architecture == CpuArchitecture.Arm64 ? "arm64" : "amd64",
            Text(offer.OnDemand?.HourlyPrice), Text(offer.Spot?.HourlyPrice), Day(offer.OnDemand), Day(offer.Spot),
            offer.OnDemand?.Origin.Note, offer.OnDemand?.Origin.Name, offer.Spot?.Origin.Name,
        })
        {
            line.Append(line.Length == 0 ? string.Empty : ",").Append(cell);
        }

        return line.ToString();
    }

    private static string Day(PricePoint? price) => price?.Origin.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Text(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Gibibytes(ByteSize size) => MachineMemory.ToGibibytes(size).ToString("0.####", CultureInfo.InvariantCulture);
}
