using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Jobs;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Costs.Tests.Comparing;

/// <summary>Short ways to ask.</summary>
internal static class Questions
{
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Tasks of an hour, machines ready at once, on demand, advertised memory.</summary>
    public static CostQuery Ask(decimal vcpus, string memory, int count = 1, int? parallelism = null) => new()
    {
        Requirements = new CostRequirements { VCpus = vcpus, Memory = ByteSize.Parse(memory) },
        Duration = TimeSpan.FromHours(1),
        Count = count,
        Parallelism = parallelism,
        Boot = TimeSpan.Zero,
        Scope = new CostScope { Purchases = [Purchase.OnDemand], MemoryMargin = MemoryMargin.None },
    };

    public static CostComparison Answer(this CostQuery query, PriceCatalogue catalogue, CostComparerOptions? options = null) =>
        new CostComparer(catalogue, (options ?? new CostComparerOptions()) with { TimeProvider = new ManualTimeProvider(Now) }).Compare(query, CancellationToken.None);

    public static CostQuery With(this CostQuery query, params Purchase[] purchases) => query with { Scope = query.Scope with { Purchases = purchases } };
}
