using System.Globalization;

namespace MultiBatch.Costs.Snapshots;

/// <summary>The pairs of vCPUs and memory AWS Fargate sells (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html).</summary>
internal static class FargateSizes
{
    private static readonly (decimal VCpus, int Least, int Most, int Step)[] Ranges = [(1, 2, 8, 1), (2, 4, 16, 1), (4, 8, 30, 1), (8, 16, 60, 4), (16, 32, 120, 8)];

    public static IReadOnlyList<(decimal VCpus, decimal GiB)> All { get; } =
    [
        (0.25m, 0.5m), (0.25m, 1), (0.25m, 2), (0.5m, 1), (0.5m, 2), (0.5m, 3), (0.5m, 4),
        .. Ranges.SelectMany(range => Enumerable.Range(0, ((range.Most - range.Least) / range.Step) + 1).Select(step => (range.VCpus, (decimal)(range.Least + (step * range.Step))))),
    ];

    public static string Name(decimal vcpus, decimal gibibytes) => string.Create(CultureInfo.InvariantCulture, $"fargate-{vcpus:0.##}vcpu-{gibibytes:0.##}gib");
}
