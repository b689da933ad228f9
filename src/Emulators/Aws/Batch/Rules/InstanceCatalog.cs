using System.Globalization;

namespace MultiBatch.Emulators.Aws.Batch.Rules;

/// <summary>
/// What machine types have, by the rules their names follow: the size gives the vCPUs, the family the memory for each of them. Near enough to say
/// which jobs can never be placed; not a price list.
/// </summary>
internal static class InstanceCatalog
{
    private static readonly string[] Sizes = ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge"];
    private static readonly string[] Optimal = ["c5", "m5", "r5"];

    /// <summary>The types that a list of types, families and <c>optimal</c> names.</summary>
    public static IReadOnlyList<InstanceType> Select(IEnumerable<string> names) => names
        .SelectMany(name => name is "optimal" or "default_x86_64" ? Optimal : name == "default_arm64" ? ["c6g", "m6g", "r6g"] : [name])
        .SelectMany(name => name.Contains('.', StringComparison.Ordinal) ? [name] : Sizes.Select(size => name + "." + size))
        .Select(Of)
        .ToList();

    private static InstanceType Of(string name)
    {
        var parts = name.Split('.', 2);
        var vCpus = parts[1] switch
        {
            "medium" or "nano" or "micro" or "small" => 1,
            "large" => 2,
            "xlarge" => 4,
            "metal" => 96,
            _ => 4 * (int.TryParse(parts[1].Split('x')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 1),
        };
        var memory = parts[0][0] switch
        {
            'c' => 2,
            'r' => 8,
            'x' => 16,
            _ => 4,
        };
        var gpus = parts[0][0] is not ('g' or 'p') ? 0 : vCpus <= 32 ? 1 : vCpus <= 96 ? 4 : 8;
        return new InstanceType(name, vCpus, vCpus * memory * 1024.0, gpus);
    }
}
