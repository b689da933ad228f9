using System.Globalization;
using System.Text.RegularExpressions;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>
/// A VM size as far as its name tells: the names follow a scheme (family, vCPUs, features, version), and within a family memory goes with the vCPUs.
/// Sources: the vendor's pages on VM sizes and on their names. The batch service itself tells nothing of sizes.
/// </summary>
internal sealed record VmSize
{
    // Sizes older than the scheme, or outside it.
    private static readonly Dictionary<string, (int VCpus, double Gibibytes)> Old = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Standard_A1_v2"] = (1, 2), ["Standard_A2_v2"] = (2, 4), ["Standard_A4_v2"] = (4, 8), ["Standard_A8_v2"] = (8, 16), ["Standard_A2m_v2"] = (2, 16),
        ["Standard_A4m_v2"] = (4, 32), ["Standard_A8m_v2"] = (8, 64), ["Standard_A1"] = (1, 1.75), ["Standard_A2"] = (2, 3.5), ["Standard_A3"] = (4, 7), ["Standard_A4"] = (8, 14),
        ["Standard_D1_v2"] = (1, 3.5), ["Standard_D2_v2"] = (2, 7), ["Standard_D3_v2"] = (4, 14), ["Standard_D4_v2"] = (8, 28), ["Standard_D5_v2"] = (16, 56),
        ["Standard_DS1_v2"] = (1, 3.5), ["Standard_DS2_v2"] = (2, 7), ["Standard_DS3_v2"] = (4, 14), ["Standard_DS4_v2"] = (8, 28), ["Standard_DS5_v2"] = (16, 56),
        ["Standard_D11_v2"] = (2, 14), ["Standard_D12_v2"] = (4, 28), ["Standard_D13_v2"] = (8, 56), ["Standard_D14_v2"] = (16, 112),
        ["Standard_NC6s_v3"] = (6, 112), ["Standard_NC12s_v3"] = (12, 224), ["Standard_NC24s_v3"] = (24, 448),
        ["Standard_NC24ads_A100_v4"] = (24, 220), ["Standard_NC48ads_A100_v4"] = (48, 440), ["Standard_NC96ads_A100_v4"] = (96, 880),
        ["Standard_HB120rs_v3"] = (120, 448), ["Standard_HB176rs_v4"] = (176, 704), ["Standard_HC44rs"] = (44, 352),
    };

    // GiB for each vCPU, by family.
    private static readonly Dictionary<string, double> Ratios = new(StringComparer.OrdinalIgnoreCase)
    {
        ["B"] = 4, ["D"] = 4, ["DC"] = 4, ["E"] = 8, ["EC"] = 8, ["F"] = 2, ["FX"] = 21, ["L"] = 8, ["M"] = 28, ["NC"] = 7, ["ND"] = 9, ["NV"] = 7, ["HB"] = 4, ["HC"] = 8, ["HX"] = 8,
    };

    private static readonly Regex Scheme = new(
        @"^(?:Standard_)?(?<family>[A-Z]+?)(?<cpus>[0-9]+)(?:-(?<limited>[0-9]+))?(?<features>[a-z]*)(?:_(?<chip>[A-Z][A-Za-z0-9]*))?(?:_v(?<version>[0-9]+))?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    public required string Name { get; init; }

    public required int VCpus { get; init; }

    public required double Gibibytes { get; init; }

    public CpuArchitecture Architecture { get; init; } = CpuArchitecture.Amd64;

    /// <summary>GPUs; 0 for none, null when the name does not tell how many.</summary>
    public int? Gpus { get; init; } = 0;

    /// <summary>The size of this name; null when the name tells nothing.</summary>
    public static VmSize? Find(string? name)
    {
        if (string.IsNullOrEmpty(name) || name!.StartsWith("Basic_", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (Old.TryGetValue(name, out var old))
        {
            return new VmSize { Name = name, VCpus = old.VCpus, Gibibytes = old.Gibibytes, Gpus = IsGpu(name) ? null : 0 };
        }

        var match = Scheme.Match(name);
        if (!match.Success || !Ratios.TryGetValue(match.Groups["family"].Value, out var ratio))
        {
            return null;
        }

        var cpus = Number(match.Groups["cpus"].Value);
        var features = match.Groups["features"].Value.ToLowerInvariant();

        // "l" is for little memory, as in Standard_D2ls_v5.
        ratio = features.Contains('l') && match.Groups["family"].Value is "D" or "d" ? 2 : ratio;
        return new VmSize
        {
            Name = name,
            VCpus = match.Groups["limited"].Success ? Number(match.Groups["limited"].Value) : cpus,
            Gibibytes = cpus * ratio,
            Architecture = features.Contains('p') ? CpuArchitecture.Arm64 : CpuArchitecture.Amd64,
            Gpus = IsGpu(name) ? null : 0,
        };
    }

    private static bool IsGpu(string name)
    {
        var start = name.StartsWith("Standard_", StringComparison.OrdinalIgnoreCase) ? "Standard_".Length : 0;
        return name.Length > start + 1 && name[start] is 'N' or 'n' && name[start + 1] is 'C' or 'D' or 'V' or 'G' or 'c' or 'd' or 'v' or 'g';
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
