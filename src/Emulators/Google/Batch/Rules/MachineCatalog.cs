using System.Globalization;
using System.Text.RegularExpressions;

namespace MultiBatch.Emulators.Google.Batch.Rules;

/// <summary>Machine types by their names. https://cloud.google.com/compute/docs/machine-resource</summary>
internal static partial class MachineCatalog
{
    private static readonly HashSet<string> Families =
    [
        "e2", "n1", "n2", "n2d", "n4", "n4a", "n4d", "c2", "c2d", "c3", "c3d", "c4", "c4a", "c4d", "t2d", "t2a", "m1", "m2", "m3", "m4", "x4", "a2", "a3", "a4", "g2", "g4", "h3", "h4d", "z3",
    ];

    /// <summary>MiB for each vCPU, by family and class; a star stands for every family that is not named.</summary>
    private static readonly Dictionary<string, long> MemoryPerCpu = new(StringComparer.Ordinal)
    {
        ["n1-standard"] = 3840,
        ["n1-highmem"] = 6656,
        ["n1-highcpu"] = 921,
        ["c4-standard"] = 3840,
        ["c4-highmem"] = 7936,
        ["n2-highcpu"] = 1024,
        ["n2d-highcpu"] = 1024,
        ["e2-highcpu"] = 1024,
        ["*-standard"] = 4096,
        ["*-highmem"] = 8192,
        ["*-highcpu"] = 2048,
    };

    private static readonly Dictionary<string, MachineShape> Shared = new(StringComparer.Ordinal)
    {
        ["e2-micro"] = new("e2-micro", 2000, 1024),
        ["e2-small"] = new("e2-small", 2000, 2048),
        ["e2-medium"] = new("e2-medium", 2000, 4096),
        ["f1-micro"] = new("f1-micro", 1000, 614),
        ["g1-small"] = new("g1-small", 1000, 1740),
    };

    /// <summary>The machine type of a name, known or not.</summary>
    public static MachineShape Find(string name)
    {
        var type = name[(name.LastIndexOf('/') + 1)..];
        if (Shared.TryGetValue(type, out var shared))
        {
            return shared;
        }

        if (Custom().Match(type) is { Success: true } custom)
        {
            return new MachineShape(type, Number(custom.Groups["cpu"]) * 1000, Number(custom.Groups["memory"]));
        }

        if (Predefined().Match(type) is { Success: true } match && Families.Contains(match.Groups["family"].Value))
        {
            var count = Number(match.Groups["count"]);
            return match.Groups["gpu"].Success
                ? new MachineShape(type, count * 12_000, null)
                : new MachineShape(type, count * 1000, MemoryOf(match.Groups["family"].Value, match.Groups["class"].Value) * count);
        }

        return new MachineShape(type, 0, 0, IsKnown: false);
    }

    /// <summary>What the service takes when a job names no machine type: the smallest of a plain family that fits.</summary>
    public static MachineShape Choose(long cpuMilli, long memoryMib)
    {
        foreach (var (family, counts) in new[] { ("e2", new[] { 2, 4, 8, 16, 32 }), ("n2", [48, 64, 80, 96, 128]) })
        {
            foreach (var kind in new[] { "standard", "highmem" })
            {
                foreach (var count in counts)
                {
                    var shape = Find(string.Create(CultureInfo.InvariantCulture, $"{family}-{kind}-{count}"));
                    if (shape.Fits(cpuMilli, memoryMib) > 0)
                    {
                        return shape;
                    }
                }
            }
        }

        return new MachineShape("none", 0, 0, IsKnown: false);
    }

    private static long? MemoryOf(string family, string kind) =>
        MemoryPerCpu.TryGetValue($"{family}-{kind}", out var exact) ? exact : MemoryPerCpu.TryGetValue("*-" + kind, out var usual) ? usual : null;

    private static long Number(Group group) => long.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?:n1|n2|n2d|n4|e2|g2)-)?custom-(?<cpu>[1-9]\d{0,2})-(?<memory>[1-9]\d{0,6})(?:-ext)?$")]
    private static partial Regex Custom();

    [GeneratedRegex(@"^(?<family>[a-z]\d{1,2}[a-z]?)-(?<class>standard|highmem|highcpu|hypermem|megamem|ultramem|(?<gpu>highgpu|megagpu|ultragpu|edgegpu))-(?<count>[1-9]\d{0,3})g?(?:-lssd|-metal)?$")]
    private static partial Regex Predefined();
}
