using System.Globalization;
using System.Text.RegularExpressions;

namespace MultiBatch.Providers.Aws.Diagnosing;

/// <summary>
/// What instance types hold, as far as their names tell: vCPUs from the size, memory from the family (GiB per vCPU), less what the machine keeps to
/// itself. Estimates, and said to be.
/// </summary>
internal static class MachineSizes
{
    /// <summary>The share of the nominal memory that jobs get: the kernel and the ECS agent take some.</summary>
    public const double Usable = 0.95;

    // Families whose types have so many GiB for each vCPU; others are not judged.
    private static readonly Dictionary<char, double> MemoryPerVCpu = new() { ['c'] = 2, ['m'] = 4, ['r'] = 8, ['x'] = 16 };

    private static readonly Regex Sized = new(@"^([a-z]+)\d+[a-z-]*\.(?:(\d*)xlarge|large|medium|metal(?:-\d+xl)?)$", RegexOptions.CultureInvariant);

    /// <summary>vCPUs and usable MiB of a type; null for one whose name does not tell.</summary>
    public static (double VCpus, double? UsableMebibytes)? Of(string type)
    {
        var match = Sized.Match(type);
        if (!match.Success || type.Contains(".metal", StringComparison.Ordinal))
        {
            return null;
        }

        var factor = match.Groups[2].Value;
        double vCpus = type.EndsWith(".large", StringComparison.Ordinal) ? 2
            : type.EndsWith(".medium", StringComparison.Ordinal) ? 1
            : 4 * (factor.Length == 0 ? 1 : int.Parse(factor, CultureInfo.InvariantCulture));
        var family = match.Groups[1].Value;
        double? memory = family.Length == 1 && MemoryPerVCpu.TryGetValue(family[0], out var perVCpu) ? vCpus * perVCpu * 1024 * Usable : null;
        return (vCpus, memory);
    }
}
