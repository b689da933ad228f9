using System.Text.RegularExpressions;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>What the names of EC2 instance types tell: <c>m7g.large</c> is Arm, for the letter after its generation.</summary>
internal static class InstanceTypes
{
    /// <summary>What stands for the service's own choice; all of it x86.</summary>
    public const string Optimal = "optimal";

    // The family, the generation, then attributes: g is Graviton; a1 was the first of them. G and P families begin with those letters.
    private static readonly Regex Name = new("^([a-z]+?)(\\d+)([a-z-]*)(\\.|$)", RegexOptions.CultureInvariant);

    /// <summary>The instruction set of a type or family; null for a name of another form.</summary>
    public static CpuArchitecture? ArchitectureOf(string type)
    {
        if (type is Optimal or "default_x86_64")
        {
            return CpuArchitecture.Amd64;
        }

        if (type == "default_arm64")
        {
            return CpuArchitecture.Arm64;
        }

        var match = Name.Match(type);
        return !match.Success ? null
            : match.Groups[3].Value.Contains('g') || match.Groups[1].Value + match.Groups[2].Value is "a1" ? CpuArchitecture.Arm64
            : CpuArchitecture.Amd64;
    }

    /// <summary>The instruction set of all of them; null when there are none, or not all are of the same.</summary>
    public static CpuArchitecture? ArchitectureOf(IReadOnlyList<string> types)
    {
        var own = types.Select(ArchitectureOf).Distinct().ToList();
        return own.Count == 1 ? own[0] : null;
    }
}
