using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.Comparing;

public class SpotTests
{
    [Fact]
    public void Retries_cost_what_a_simulation_of_them_costs()
    {
        // A class of 25 % a month is 0.000394 losses an hour; tasks of 500 hours make them visible.
        var rate = SpotRisk.HourlyRate(InterruptionClass.Above20Percent);
        var risk = SpotRisk.Of(Purchase.Spot, InterruptionClass.Above20Percent, TimeSpan.FromHours(500));
        var random = new Random(8);
        var hours = 0.0;
        const int Tasks = 200_000;
        for (var task = 0; task < Tasks; task++)
        {
            for (var lost = true; lost;)
            {
                var until = -Math.Log(1 - random.NextDouble()) / rate;
                lost = until < 500;
                hours += lost ? until : 500;
            }
        }

        Assert.InRange((double)risk.SpotFactor, (hours / Tasks / 500) - 0.005, (hours / Tasks / 500) + 0.005);
    }

    [Fact]
    public void Short_tasks_hardly_ever_lose_their_machine()
    {
        var risk = SpotRisk.Of(Purchase.Spot, InterruptionClass.Unknown, TimeSpan.FromHours(2));

        Assert.InRange(risk.Losses, 0.0003, 0.0004);
        Assert.InRange((double)risk.SpotFactor, 1.0001, 1.0003);
    }

    [Fact]
    public void Spot_then_on_demand_pays_on_demand_only_for_what_was_lost()
    {
        var rate = SpotRisk.HourlyRate(InterruptionClass.Above20Percent);
        var lost = 1 - Math.Exp(-rate * 500);
        var risk = SpotRisk.Of(Purchase.SpotThenOnDemand(1), InterruptionClass.Above20Percent, TimeSpan.FromHours(500));

        Assert.Equal(lost, (double)risk.OnDemandFactor, 6);
        Assert.Equal(lost / (rate * 500), (double)risk.SpotFactor, 6);
    }

    [Fact]
    public void An_old_spot_price_is_called_a_guess_and_its_range_goes_up_to_on_demand()
    {
        var prices = TestPrices.Of("aws,us-east-1,m5a.xlarge,4,16,0,,amd64,0.172,0.0817,2026-11-20,2024-08-09,");
        var row = Spot().Answer(prices).Winner!;

        Assert.Contains(row.Notes, note => note.Contains("2024-08-09, 840 days old: a guess", StringComparison.Ordinal));
        Assert.Equal(0.172m, row.HighCost);
        Assert.Equal(0.0817m, row.LowCost);
        Assert.Equal(0.172 / 0.0817, row.BreakEven!.Value, 9);
    }

    [Fact]
    public void A_spot_price_of_last_week_is_no_guess()
    {
        var row = Spot().Answer(TestPrices.Of(TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.172", "0.0817"))).Winner!;

        Assert.DoesNotContain(row.Notes, note => note.Contains("guess", StringComparison.Ordinal));
    }

    [Fact]
    public void Dates_far_apart_are_said_with_the_ranking()
    {
        var prices = TestPrices.Of(
            "aws,us-east-1,m5a.xlarge,4,16,0,,amd64,0.172,,2024-08-09,,",
            "azure,eastus,Standard_D4as_v5,4,16,0,,amd64,0.173,,2026-06-18,,");
        var comparison = Questions.Ask(4, "16GiB").Answer(prices);

        Assert.Contains(comparison.Warnings, warning => warning.Contains("678 days apart (aws 2024-08-09, azure 2026-06-18)", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_price_never_wins()
    {
        var prices = TestPrices.Of(
            TestPrices.Row("aws", "us-east-1", "a.free", "4", "16", "0", "0"),
            TestPrices.Row("aws", "us-east-1", "b.unknown", "4", "16", "", "0.01"),
            TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.172"));

        Assert.Equal("m5a.xlarge", Questions.Ask(4, "16GiB").Answer(prices).Winner!.Machine.Name);
        Assert.Equal("b.unknown", Spot().Answer(prices).Winner!.Machine.Name);
        Assert.Equal("m5a.xlarge", Questions.Ask(4, "16GiB").With(Purchase.SpotThenOnDemand(1)).Answer(prices).Providers[0].Nearest[0].Row.Machine.Name);
    }

    private static CostQuery Spot() => Questions.Ask(4, "16GiB").With(Purchase.Spot);
}
