using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Guards;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.Guards;

/// <summary>Every fault public price data has been seen with, seeded into a copy of good prices.</summary>
public class GuardTests
{
    [Fact]
    public void Good_prices_pass_without_a_finding() => Assert.Empty(Check(Good()));

    [Fact]
    public void A_Windows_price_among_Linux_ones_is_told()
    {
        // D4s_v5 in eastus: 0.192 without a licence, 0.376 with one.
        var finding = Assert.Single(Check(Seed("azure,eastus,Standard_D4s_v5", "0.192", "0.376")));

        Assert.Equal((GuardKind.OutOfStep, "Standard_D4s_v5", "eastus"), (finding.Kind, finding.MachineType, finding.Region));
        Assert.Contains("Windows", finding.Detail, StringComparison.Ordinal);
        Assert.Contains("0.046", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_says_it_is_Windows_is_not_taken()
    {
        var text = Good().Replace(TestPrices.Header, TestPrices.Header + ",os", StringComparison.Ordinal).Replace(",\n", ",,linux\n", StringComparison.Ordinal);
        var catalogue = TestPrices.Parse(text + "azure,eastus,Standard_D64s_v5,64,256,0,,amd64,6.016,,2026-11-20,,,windows\n");

        Assert.Null(catalogue.FindMachine("azure", "Standard_D64s_v5"));
        Assert.Equal(GuardKind.OtherOperatingSystem, Assert.Single(Check(catalogue)).Kind);
    }

    [Fact]
    public void A_dedicated_host_among_shared_ones_is_told()
    {
        var finding = Assert.Single(Check(Seed("aws,us-east-1,m5a.2xlarge", "0.344", "0.3784")));

        Assert.Equal((GuardKind.OutOfStep, "m5a.2xlarge"), (finding.Kind, finding.MachineType));
        Assert.Contains("dedicated", finding.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tenancy", "shared", "dedicated", GuardKind.DedicatedTenancy)]
    [InlineData("currency", "USD", "CNY", GuardKind.OtherCurrency)]
    [InlineData("priority", "regular", "low", GuardKind.LowPriority)]
    public void A_row_that_says_it_is_something_else_is_not_taken(string column, string right, string wrong, GuardKind kind)
    {
        var text = Good().Replace(TestPrices.Header, TestPrices.Header + "," + column, StringComparison.Ordinal).Replace(",\n", ",," + right + "\n", StringComparison.Ordinal);
        var catalogue = TestPrices.Parse(text + "azure,eastus,Standard_D64s_v5,64,256,0,,amd64,3.072,,2026-11-20,,," + wrong + "\n");

        Assert.Null(catalogue.FindMachine("azure", "Standard_D64s_v5"));
        var finding = Assert.Single(Check(catalogue));
        Assert.Equal((kind, true), (finding.Kind, finding.IsDropped));
    }

    [Fact]
    public void Prices_of_China_are_yuan_and_dropped()
    {
        var guards = new CatalogueGuards();
        var clean = guards.Clean(TestPrices.Parse(Good() + TestPrices.Row("aws", "cn-north-1", "m5a.xlarge", "4", "16", "1.2") + "\n"));

        Assert.Equal(GuardKind.OtherCurrency, Assert.Single(guards.Findings).Kind);
        Assert.Null(clean.FindOffer("aws", "m5a.xlarge", "cn-north-1"));
    }

    [Fact]
    public void A_type_that_is_not_sold_there_is_dropped()
    {
        var prices = TestPrices.Parse(Good());
        var sold = prices.Machines.SelectMany(prices.GetOffers).Select(offer => $"{offer.Machine.Provider},{offer.Region.Name},{offer.Machine.Name}").Where(line => line != "google,us-east1,e2-standard-8").ToList();
        var guards = new CatalogueGuards { Sold = sold };
        var clean = guards.Clean(prices);

        Assert.Equal((GuardKind.NotSoldThere, "e2-standard-8", true), Assert.Single(guards.Findings.Select(finding => (finding.Kind, finding.MachineType, finding.IsDropped))));
        Assert.Null(clean.FindOffer("google", "e2-standard-8", "us-east1"));
        Assert.NotNull(clean.FindOffer("google", "e2-standard-8", "us-central1"));
    }

    [Fact]
    public void A_price_of_zero_is_unknown_and_never_free()
    {
        var guards = new CatalogueGuards();
        var prices = TestPrices.Parse(Seed("aws,us-east-1,m5a.xlarge", "0.172", "0"));
        var clean = guards.Clean(prices);

        Assert.Null(prices.FindOffer("aws", "m5a.xlarge", "us-east-1")!.OnDemand);
        Assert.Equal((GuardKind.Zero, true), Assert.Single(guards.Findings.Select(finding => (finding.Kind, finding.IsDropped))));
        Assert.Null(clean.FindOffer("aws", "m5a.xlarge", "us-east-1"));
    }

    [Theory]
    [InlineData("0.04", true)]
    [InlineData("0.9", true)]
    [InlineData("0.112", false)]
    public void A_price_far_from_its_like_is_an_outlier_and_a_cheap_country_is_none(string price, bool isOutlier)
    {
        var findings = Check(Seed("aws,ap-south-1,m5a.xlarge", "0.111", price));

        Assert.Equal(isOutlier, findings.Any(finding => finding.Kind == GuardKind.Outlier && finding.MachineType == "m5a.xlarge" && finding.Region == "ap-south-1"));
    }

    [Fact]
    public void A_spot_price_above_on_demand_is_dropped()
    {
        var guards = new CatalogueGuards();
        var clean = guards.Clean(TestPrices.Parse(Good() + TestPrices.Row("aws", "us-east-1", "c6a.large", "2", "4", "0.0765", "0.09") + "\n"));

        Assert.Equal((GuardKind.SpotAboveOnDemand, PurchaseKind.Spot), Assert.Single(guards.Findings.Select(finding => (finding.Kind, finding.Purchase!.Value))));
        Assert.Null(clean.FindOffer("aws", "c6a.large", "us-east-1")!.Spot);
        Assert.NotNull(clean.FindOffer("aws", "c6a.large", "us-east-1")!.OnDemand);
    }

    [Fact]
    public void A_spot_price_below_a_twentieth_is_told()
    {
        var findings = Check(Good() + TestPrices.Row("azure", "eastus", "Standard_F4ams_v6", "4", "32", "0.22", "0.002") + "\n");

        Assert.Equal(GuardKind.SpotTooLow, Assert.Single(findings).Kind);
    }

    [Fact]
    public void A_Google_price_that_is_not_the_sum_of_its_parts_is_told()
    {
        var findings = Check(Seed("google,us-central1,e2-highcpu-8", "0.197881", "0.25"));

        Assert.Contains(findings, finding => finding.Kind == GuardKind.NotTheSumOfItsParts && finding.MachineType == "e2-highcpu-8");
    }

    [Fact]
    public void The_same_type_and_region_twice_is_refused()
    {
        var error = Assert.Throws<FormatException>(() => TestPrices.Parse(Good() + TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.18") + "\n"));

        Assert.Contains("m5a.xlarge", error.Message, StringComparison.Ordinal);
        Assert.Contains("twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prices_that_lost_a_tenth_are_told()
    {
        var guards = new CatalogueGuards { Previous = TestPrices.Parse(Good()) };
        guards.Clean(TestPrices.Parse(string.Join('\n', Good().Split('\n').Where(line => !line.Contains("westeurope", StringComparison.Ordinal)))));

        var finding = Assert.Single(guards.Findings);
        Assert.Equal((GuardKind.Shrunk, "azure"), (finding.Kind, finding.Provider));
    }

    private static IReadOnlyList<GuardFinding> Check(string text) => Check(TestPrices.Parse(text));

    private static IReadOnlyList<GuardFinding> Check(PriceCatalogue prices)
    {
        var guards = new CatalogueGuards();
        guards.Clean(prices);
        return guards.Findings;
    }

    private static string Seed(string row, string price, string fault)
    {
        var lines = Good().Split('\n').ToList();
        var at = lines.FindIndex(line => line.StartsWith(row + ",", StringComparison.Ordinal));
        Assert.Contains("," + price + ",", lines[at], StringComparison.Ordinal);
        lines[at] = lines[at].Replace("," + price + ",", "," + fault + ",", StringComparison.Ordinal);
        return string.Join('\n', lines);
    }

    // Real list prices: sizes of a family in one proportion, regions apart by a factor, Google machines the sum of their parts.
    private static string Good()
    {
        var rows = new List<string> { TestPrices.Header };
        foreach (var (region, factor) in new[] { ("us-east-1", 1m), ("us-west-2", 1m), ("eu-west-1", 1.116m), ("ap-south-1", 0.111m / 0.172m) })
        {
            rows.AddRange(new[] { ("xlarge", 4, 0.172m), ("2xlarge", 8, 0.344m), ("4xlarge", 16, 0.688m), ("8xlarge", 32, 1.376m) }
                .Select(size => TestPrices.Row("aws", region, "m5a." + size.Item1, Text(size.Item2), Text(size.Item2 * 4), Text(size.Item3 * factor))));
        }

        foreach (var (region, factor) in new[] { ("eastus", 1m), ("eastus2", 1m), ("westus2", 1m), ("westeurope", 1.2m), ("centralindia", 0.9m) })
        {
            rows.AddRange(new[] { 2, 4, 8, 16, 32 }.Select(cores => TestPrices.Row("azure", region, $"Standard_D{cores}s_v5", Text(cores), Text(cores * 4), Text(cores * 0.048m * factor))));
        }

        foreach (var (region, factor) in new[] { ("us-central1", 1m), ("us-east1", 1m), ("europe-west4", 1.1m) })
        {
            rows.AddRange(new[] { ("standard-4", 4, 16m), ("standard-8", 8, 32m), ("highmem-4", 4, 32m), ("highcpu-8", 8, 8m) }
                .Select(size => TestPrices.Row("google", region, "e2-" + size.Item1, Text(size.Item2), Text(size.Item3), Text(((size.Item2 * 0.02181159m) + (size.Item3 * 0.00292353m)) * factor))));
        }

        return string.Join('\n', rows) + "\n";
    }

    private static string Text(decimal number) => decimal.Round(number, 7).ToString("0.#######", System.Globalization.CultureInfo.InvariantCulture);
}
