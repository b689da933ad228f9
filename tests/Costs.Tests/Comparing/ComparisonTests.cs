using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;
using MultiBatch.Machines;

namespace MultiBatch.Costs.Tests.Comparing;

public class ComparisonTests
{
    [Fact]
    public void Ties_are_listed_in_order_of_type_and_region()
    {
        var prices = TestPrices.Of(
            TestPrices.Row("aws", "us-west-2", "m5a.xlarge", "4", "16", "0.172"),
            TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.172"),
            TestPrices.Row("aws", "us-east-2", "m5.xlarge", "4", "16", "0.172"),
            TestPrices.Row("aws", "us-east-2", "m6a.xlarge", "4", "16", "0.1728"));
        var row = Questions.Ask(4, "16GiB").Answer(prices).Winner!;

        Assert.Equal(("m5.xlarge", "us-east-2"), (row.Machine.Name, row.Region.Name));
        Assert.Equal([("m5a.xlarge", "us-east-1"), ("m5a.xlarge", "us-west-2")], row.Ties.Select(tie => (tie.MachineType, tie.Region)));
    }

    [Fact]
    public void Alternatives_are_other_types_each_where_it_is_cheapest()
    {
        var prices = TestPrices.Of(
            TestPrices.Row("aws", "us-west-2", "m5a.xlarge", "4", "16", "0.172"),
            TestPrices.Row("aws", "us-east-1", "m5.xlarge", "4", "16", "0.192"),
            TestPrices.Row("aws", "us-west-2", "m5.xlarge", "4", "16", "0.180"),
            TestPrices.Row("aws", "us-west-2", "r5.xlarge", "4", "32", "0.252"),
            TestPrices.Row("aws", "us-west-2", "r6i.xlarge", "4", "32", "0.26"));
        var query = Questions.Ask(4, "16GiB");
        var answer = (query with { Scope = query.Scope with { Alternatives = 2 } }).Answer(prices).Providers[0];

        Assert.Equal([("m5.xlarge", "us-west-2"), ("r5.xlarge", "us-west-2")], answer.Alternatives.Select(row => (row.Machine.Name, row.Region.Name)));
        // The third cheapest family is r5: what a batch service that chooses for itself may end at.
        Assert.Equal((0.172m, 0.252m), (answer.Best!.LowCost, answer.Best.HighCost));
    }

    [Fact]
    public void The_verdict_names_the_margin_and_doubts_it_where_ranges_overlap()
    {
        var prices = TestPrices.Of(
            TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.1"),
            TestPrices.Row("aws", "us-east-1", "m6i.xlarge", "4", "16", "0.3"),
            TestPrices.Row("google", "us-east1", "e2-standard-4", "4", "16", "0.2"));
        var comparison = Questions.Ask(4, "16GiB").Answer(prices);

        Assert.Contains("aws us-east-1, m5a.xlarge on-demand, $0.1 an hour (price of 2026-11-20): 50 % below google", comparison.Why, StringComparison.Ordinal);
        Assert.Contains("ranges overlap", comparison.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Discounts_and_own_prices_change_the_winner()
    {
        var prices = TestPrices.Of(
            TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.172"),
            TestPrices.Row("azure", "eastus", "Standard_D4as_v5", "4", "16", "0.18"));
        var query = Questions.Ask(4, "16GiB");

        var discounted = query.Answer(prices, With(new PriceAdjustments { Discounts = new Dictionary<string, decimal> { ["azure"] = 0.1m } })).Winner!;
        Assert.Equal(("azure", 0.162m, 0.162m), (discounted.Machine.Provider, discounted.HourlyPrice, discounted.TotalCost));

        var own = query.Answer(prices, With(new PriceAdjustments
        {
            Prices =
            [
                new MachinePrice
                {
                    Provider = "azure", Region = "eastus", MachineType = "standard_d4AS_v5", Purchase = PurchaseKind.OnDemand, HourlyPrice = 0.09m, Currency = "USD",
                    AsOf = Questions.Now, Source = "contract",
                },
            ],
        })).Winner!;
        Assert.Equal((0.09m, "contract", new DateTime(2026, 11, 27)), (own.HourlyPrice, own.Price.Name, own.Price.Date));
        Assert.Contains("price: own price", own.Notes);
    }

    [Fact]
    public void Disk_address_egress_and_logs_have_lines_of_their_own()
    {
        var query = new CostQuery
        {
            Requirements = new CostRequirements { VCpus = 4 },
            Duration = TimeSpan.FromHours(73),
            Count = 10,
            Boot = TimeSpan.Zero,
            Extras = new CostExtras { DiskPerMachine = ByteSize.Parse("100GiB"), PublicAddress = true, EgressPerTask = ByteSize.Parse("1GiB"), LogsPerTask = ByteSize.Parse("512MiB") },
            Scope = new CostScope { Providers = ["aws"], Regions = ["us-east-1"], Purchases = [Purchase.OnDemand], Placement = TaskPlacement.OnePerMachine },
        };
        var row = query.Answer(PriceCatalogue.ReadEmbedded()).Winner!;

        // 730 machine hours: a month of 100 GiB at 0.08, 730 hours at 0.005, 10 GiB at 0.09, 5 GiB at 0.50.
        Assert.Equal(
            [("disk", 8m), ("publicAddress", 3.65m), ("egress", 0.9m), ("logs", 2.5m)],
            row.Lines.Skip(1).Select(line => (line.Name, decimal.Round(line.Cost!.Value, 9))));
        Assert.Equal(row.Lines.Sum(line => line.Cost), row.TotalCost);
        Assert.All(row.Lines, line => Assert.NotNull(line.PriceDate));
    }

    [Fact]
    public void A_line_without_a_price_is_unknown_and_said_to_be()
    {
        var query = Questions.Ask(4, "16GiB") with { Extras = new CostExtras { EgressPerTask = ByteSize.Parse("1GiB") } };
        var row = query.Answer(TestPrices.Of(TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.172"))).Winner!;

        Assert.Null(row.Lines.Single(line => line.Name == "egress").Cost);
        Assert.Contains("egress: price not known, not in the total", row.Notes);
    }

    [Theory]
    [InlineData("eastus", "us")]
    [InlineData("norwaywest", "eu")]
    public void Regions_are_in_their_groups(string region, string group) => Assert.Equal(group, RegionGroups.GroupOf("azure", region));

    [Fact]
    public async Task A_question_out_of_range_is_refused()
    {
        var comparer = new CostComparer(TestPrices.Of());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => comparer.CompareAsync(new CostQuery { Duration = TimeSpan.Zero }).AsTask());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => comparer.CompareAsync(new CostQuery { Duration = TimeSpan.FromHours(1), Count = 0 }).AsTask());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => comparer.CompareAsync(new CostQuery { Duration = TimeSpan.FromHours(1), Scope = new CostScope { RegionGroup = "moon" } }).AsTask());
    }

    private static CostComparerOptions With(PriceAdjustments adjustments) => new() { Adjustments = adjustments };
}
