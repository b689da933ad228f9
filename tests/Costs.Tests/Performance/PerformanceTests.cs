using System.Diagnostics;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;
using Xunit.Abstractions;

namespace MultiBatch.Costs.Tests.Performance;

/// <summary>
/// How long a question to all prices takes. Bounds are wide, since other work may have the machine; the figures that count are the printed ones, of a quiet machine.
/// </summary>
public class PerformanceTests(ITestOutputHelper output)
{
    private const int Loose = 20;

    [Fact]
    public void All_prices_are_loaded_and_asked_quickly()
    {
        var loading = Best(5, () => PriceCatalogue.ReadEmbedded());
        output.WriteLine($"load the snapshot: {loading.TotalMilliseconds:0.0} ms");
        if (TestPrices.Full is { } full)
        {
            output.WriteLine($"load the full price file: {Best(5, () => PriceCatalogue.ReadFile(full)).TotalMilliseconds:0.0} ms");
        }

        var comparer = new CostComparer(PriceCatalogue.ReadEmbedded());
        var asking = TimeSpan.Zero;
        foreach (var (name, scope) in new[]
        {
            ("any purchase, packed, ordinary machines", new CostScope()),
            ("on demand, one per machine", new CostScope { Purchases = [Purchase.OnDemand], Placement = TaskPlacement.OnePerMachine }),
            ("everything", new CostScope { IncludeUncommon = true, IncludeBurstable = true }),
        })
        {
            var query = new CostQuery
            {
                Requirements = new CostRequirements { VCpus = 1, Memory = ByteSize.Parse("1GiB") },
                Duration = TimeSpan.FromHours(2),
                Count = 1000,
                Parallelism = 100,
                Scope = scope,
            };
            var time = Best(30, () => comparer.Compare(query, CancellationToken.None));
            output.WriteLine($"ask {comparer.Catalogue.OfferCount} offers, {name}: {time.TotalMilliseconds:0.00} ms");
            asking = time > asking ? time : asking;
        }

        Assert.True(loading < TimeSpan.FromMilliseconds(100 * Loose), $"loading takes {loading}");
        Assert.True(asking < TimeSpan.FromMilliseconds(20 * Loose), $"asking takes {asking}");
    }

    [Fact]
    public void A_catalogue_takes_little_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var catalogue = PriceCatalogue.ReadEmbedded();
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(catalogue);
        output.WriteLine($"{catalogue.OfferCount} offers take {taken / 1024.0 / 1024:0.0} MiB");

        Assert.InRange(taken, 0, 20 * 1024 * 1024);
    }

    private static TimeSpan Best(int times, Action action)
    {
        action();
        var best = TimeSpan.MaxValue;
        for (var time = 0; time < times; time++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            var elapsed = Stopwatch.GetElapsedTime(started);
            best = elapsed < best ? elapsed : best;
        }

        return best;
    }
}
