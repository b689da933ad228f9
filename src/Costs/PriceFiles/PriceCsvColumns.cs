using System.Text;

namespace MultiBatch.Costs.PriceFiles;

/// <summary>Where the columns of a price file are, by the names in its first line; -1 for one it does not have.</summary>
internal sealed class PriceCsvColumns
{
    public const int Most = 64;

    private readonly string[] _names;

    public PriceCsvColumns(ReadOnlySpan<byte> header, string file)
    {
        _names = Encoding.UTF8.GetString(header.ToArray()).Split(',').Select(name => name.Trim().Trim('"').ToLowerInvariant()).ToArray();
        if (_names.Length > Most)
        {
            throw new FormatException($"{file}: the first line names {_names.Length} columns; a price file has at most {Most}");
        }

        if (_names.Contains("cloud") || _names.Contains("provider"))
        {
            Cloud = Math.Max(At("cloud"), At("provider"));
            Region = Needed("region", file);
            Type = Needed("type", file);
            VCpu = Needed("vcpu", file);
            Memory = Needed("mem_gib", file);
            OnDemand = Needed("on_demand", file);
        }
        else
        {
            throw new FormatException(
                $"{file}: this is no price file: its first line must name the columns cloud,region,type,vcpu,mem_gib,gpu,gpu_model,arch,on_demand,spot,od_date,spot_date,od_note");
        }
    }

    public int Count => _names.Length;

    public int Cloud { get; }

    public int Region { get; }

    public int Type { get; }

    public int VCpu { get; }

    public int Memory { get; }

    public int OnDemand { get; }

    public int Spot => At("spot");

    public int Usable => At("usable_gib");

    public int Gpu => At("gpu");

    public int GpuModel => At("gpu_model");

    public int Architecture => At("arch");

    public int OnDemandDate => At("od_date");

    public int SpotDate => At("spot_date");

    public int OnDemandNote => At("od_note");

    public int OnDemandSource => Math.Max(At("od_source"), At("source"));

    public int SpotSource => Math.Max(At("spot_source"), At("source"));

    public int Group => At("group");

    public int Currency => At("currency");

    public int OperatingSystem => At("os");

    public int Tenancy => At("tenancy");

    public int Priority => At("priority");

    private int At(string name) => Array.IndexOf(_names, name);

    private int Needed(string name, string file) =>
        At(name) is >= 0 and var at ? at : throw new FormatException($"{file}: the first line names no column '{name}', which a price file needs");
}
