using MultiBatch.Costs.Comparing;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.BruteForce;

/// <summary>Questions of every kind, the same ones for the same seed.</summary>
internal static class RandomQueries
{
    private static readonly decimal[] VCpus = [0.25m, 0.5m, 1, 1, 2, 2, 3, 4, 4, 6, 8, 16, 32, 48, 64, 96, 128, 200, 500];
    private static readonly double[] GiBPerVCpu = [0, 0.5, 1, 1.9, 2, 3.75, 4, 7, 7.5, 8, 16, 30];
    private static readonly string?[] Models = [null, "any", "T4", "A100", "A100-80GB", "A10", "A10G", "L4", "H100", "V100", "T4g", "nothing"];
    private static readonly decimal[] Gpus = [0.125m, 0.25m, 0.3333m, 0.5m, 1, 1, 1, 2, 4, 8, 16];
    private static readonly double[] Hours = [0.001, 0.01, 0.1, 0.5, 1, 2, 2, 7.3, 24, 100];
    private static readonly int[] Counts = [1, 1, 2, 7, 10, 100, 999, 1000, 1001];

    public static CostQuery Next(Random random, IReadOnlyList<string> regions)
    {
        var gpus = random.Next(5) == 0 ? Pick(random, Gpus) : 0;
        var vcpus = Pick(random, VCpus);
        var count = Pick(random, Counts);
        return new CostQuery
        {
            Requirements = new CostRequirements
            {
                VCpus = vcpus,
                Memory = ByteSize.FromGibibytes((double)vcpus * Pick(random, GiBPerVCpu)),
                Gpus = gpus,
                GpuModel = gpus > 0 ? Pick(random, Models) : null,
                Architecture = random.Next(5) == 0 ? CpuArchitecture.Arm64 : CpuArchitecture.Amd64,
            },
            Duration = TimeSpan.FromSeconds(Math.Round(Pick(random, Hours) * 3600, 1)),
            Count = count,
            Parallelism = random.Next(2) == 0 ? null : random.Next(1, count + 3),
            Boot = random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(4) * 50) : null,
            Scope = new CostScope
            {
                RegionGroup = Pick(random, ["us", "eu", "asia", "other", "any", "any"]),
                Regions = random.Next(4) == 0 ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(random, regions))] : null,
                Purchases = Pick<Purchase[]>(random, [[Purchase.OnDemand], [Purchase.Spot], [Purchase.OnDemand, Purchase.Spot]]),
                MemoryMargin = Pick(random, [MemoryMargin.None, MemoryMargin.Auto, MemoryMargin.Of(0.1m)]),
                Placement = random.Next(2) == 0 ? TaskPlacement.OnePerMachine : TaskPlacement.Packed,
                IncludeUncommon = random.Next(2) == 0,
                IncludeBurstable = random.Next(4) == 0,
                Alternatives = random.Next(3),
            },
        };
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
