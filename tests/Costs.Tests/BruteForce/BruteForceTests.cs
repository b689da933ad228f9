using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Tests.Support;
using Xunit.Abstractions;

namespace MultiBatch.Costs.Tests.BruteForce;

public class BruteForceTests(ITestOutputHelper output)
{
    private const int Queries = 600;

    [Fact]
    public void Answers_equal_those_of_a_brute_force_on_the_committed_prices() => Compare(TestPrices.Subset, seed: 8);

    [SkippableFact]
    public void Answers_equal_those_of_a_brute_force_on_a_full_price_file()
    {
        Skip.If(TestPrices.Full is null, $"{TestPrices.Variable} names no full price file");
        Compare(TestPrices.Full!, seed: 20261127);
    }

    private void Compare(string path, int seed)
    {
        var catalogue = PriceCatalogue.ReadFile(path);
        var plain = new PlainSearch(path, Regions());
        Assert.Equal(plain.Rows.Count, catalogue.OfferCount);
        var comparer = new CostComparer(catalogue);
        var regions = catalogue.Regions.Select(region => region.Name).ToList();
        var random = new Random(seed);
        var (matches, ties, none) = (0, 0, 0);
        for (var number = 0; number < Queries; number++)
        {
            var query = RandomQueries.Next(random, regions);
            var comparison = comparer.Compare(query, CancellationToken.None);
            foreach (var answer in comparison.Providers)
            {
                var expected = plain.Best(answer.Provider, query);
                var what = $"seed {seed}, query {number}, {answer.Provider}: {query} {query.Requirements} {query.Scope.RegionGroup} {string.Join(' ', query.Scope.Regions ?? [])} {string.Join(' ', query.Scope.Purchases)}";
                Same(expected, answer, what);
                matches += expected.Count > 0 ? 1 : 0;
                ties += expected.Count > 1 ? 1 : 0;
                none += expected.Count == 0 ? 1 : 0;
            }

            Assert.Equal(comparison.Providers.Where(provider => provider.Best is not null).Select(provider => provider.Best!.TotalCost).Order(), comparison.Providers.Where(provider => provider.Best is not null).Select(provider => provider.Best!.TotalCost));
        }

        output.WriteLine($"{Queries} queries on {catalogue.OfferCount} rows: {matches} answers, {ties} with ties, {none} without a match");
        Assert.True(matches > Queries / 2 && ties > 50 && none > 50, "The questions are too much alike to prove anything.");
    }

    private static void Same(List<PlainAnswer> expected, ProviderCosts actual, string what)
    {
        if (expected.Count == 0)
        {
            Assert.True(actual.Best is null, $"{what}: {actual.Best} where nothing matches");
            Assert.NotEmpty(actual.Reasons);
            return;
        }

        var best = expected[0];
        Assert.True(actual.Best is not null, $"{what}: no match where {best} is one: {string.Join("; ", actual.Reasons)}");
        var row = actual.Best!;
        Assert.True(
            (best.Row.Type, best.Row.Region, best.Purchase, best.Price) == (row.Machine.Name, row.Region.Name, row.Purchase.ToString(), row.HourlyPrice),
            $"{what}: {row} where {best} is cheapest");
        Assert.Equal((best.TasksPerMachine, best.Machines, best.Waves), (row.TasksPerMachine, row.Machines, row.Waves));
        Assert.True(Math.Abs((best.Cost / 3600) - row.TotalCost) <= best.Cost * 0.000000000001m, $"{what}: {row.TotalCost} where {best.Cost / 3600} is the sum");
        Assert.Equal(
            expected.Skip(1).Select(tie => (tie.Row.Type, tie.Row.Region, tie.Purchase)),
            row.Ties.Select(tie => (tie.MachineType, tie.Region, tie.Purchase.ToString())));
    }

    private static IEnumerable<string> Regions()
    {
        using var reader = new StreamReader(typeof(PriceCatalogue).Assembly.GetManifestResourceStream("MultiBatch.Costs.regions.csv")!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
