using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.Comparing;

public class NoMatchTests
{
    private static readonly PriceCatalogue Prices = TestPrices.Of(
        TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.172"),
        TestPrices.Row("aws", "us-east-1", "t3.xlarge", "4", "16", "0.166"),
        TestPrices.Row("aws", "us-east-1", "u-6tb1.metal", "448", "6144", "54", "20"),
        TestPrices.Row("aws", "eu-west-1", "g4dn.xlarge", "4", "16", "0.587", gpu: "1", model: "T4"),
        TestPrices.Row("aws", "us-gov-west-1", "m5a.large", "2", "8", "0.1"),
        TestPrices.Row("aws", "us-east-1", "m6g.8xlarge", "32", "128", "1.2", arch: "arm64"));

    [Fact]
    public void A_GPU_nobody_has_is_named_with_those_there_are()
    {
        var answer = Only(Questions.Ask(4, "1GiB") with { Requirements = new CostRequirements { VCpus = 4, Gpus = 1, GpuModel = "H100" } });

        Assert.Equal("no amd64 machine of aws has a GPU H100; it has T4", Assert.Single(answer.Reasons));
        Assert.Equal(("any GPU model", "g4dn.xlarge"), (answer.Nearest[0].Change, answer.Nearest[0].Row.Machine.Name));
    }

    [Fact]
    public void A_type_sold_elsewhere_is_said_to_be()
    {
        var query = Questions.Ask(4, "1GiB") with { Requirements = new CostRequirements { VCpus = 4, Gpus = 1, GpuModel = "T4" } };
        var answer = Only(query with { Scope = query.Scope with { RegionGroup = "us" } });

        Assert.Contains("not sold in these regions; sold in eu-west-1", Assert.Single(answer.Reasons), StringComparison.Ordinal);
        Assert.Equal("any region", answer.Nearest[0].Change);
    }

    [Fact]
    public void A_price_that_is_not_known_is_the_reason()
    {
        var answer = Only(Questions.Ask(4, "8GiB").With(Purchase.Spot));

        Assert.Contains("no known price for spot", Assert.Single(answer.Reasons), StringComparison.Ordinal);
        Assert.Equal(("on demand", "m5a.xlarge"), (answer.Nearest[0].Change, answer.Nearest[0].Row.Machine.Name));
    }

    [Fact]
    public void Machines_out_of_the_ordinary_are_taken_only_when_asked_for()
    {
        var answer = Only(Questions.Ask(400, "1TiB"));

        Assert.Contains("out of the ordinary, as u-6tb1.metal", Assert.Single(answer.Reasons), StringComparison.Ordinal);
        Assert.Equal(("--include all", "u-6tb1.metal"), (answer.Nearest[0].Change, answer.Nearest[0].Row.Machine.Name));
    }

    [Fact]
    public void Nothing_large_enough_names_the_largest()
    {
        var answer = Only(Questions.Ask(1000, "1GiB"));

        Assert.Contains("the largest is u-6tb1.metal: 448 vCPUs", Assert.Single(answer.Reasons), StringComparison.Ordinal);
        Assert.Contains("3.75 vCPUs and 0.8 GiB", Only(Questions.Ask(5, "1GiB")).Nearest.Select(nearest => nearest.Change));
    }

    [Theory]
    [InlineData("eastus", "no region eastus")]
    [InlineData("aws:eastus", "no region aws:eastus")]
    public void A_region_the_provider_does_not_have_is_named(string region, string reason)
    {
        var query = Questions.Ask(1, "1GiB");

        Assert.Contains(reason, Assert.Single(Only(query with { Scope = query.Scope with { Regions = [region] } }).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_named_with_their_provider_ask_for_no_other()
    {
        var query = Questions.Ask(4, "8GiB");
        var comparison = (query with { Scope = query.Scope with { Regions = ["aws:us-east-1", "google:us-east1"] } }).Answer(Prices);

        Assert.Equal(["aws", "google"], comparison.Providers.Select(provider => provider.Provider));
    }

    [Fact]
    public void Burstable_needs_its_own_word()
    {
        var query = Questions.Ask(4, "16GiB");

        Assert.Equal("m5a.xlarge", query.Answer(Prices).Winner!.Machine.Name);
        Assert.Equal("m5a.xlarge", (query with { Scope = query.Scope with { IncludeUncommon = true } }).Answer(Prices).Winner!.Machine.Name);
        Assert.Equal("t3.xlarge", (query with { Scope = query.Scope with { IncludeBurstable = true } }).Answer(Prices).Winner!.Machine.Name);
    }

    [Fact]
    public void Government_regions_are_compared_only_by_name()
    {
        var query = Questions.Ask(2, "8GiB");

        Assert.Equal("us-east-1", query.Answer(Prices).Winner!.Region.Name);
        Assert.Equal("us-gov-west-1", (query with { Scope = query.Scope with { Regions = ["US-GOV-WEST-1"] } }).Answer(Prices).Winner!.Region.Name);
    }

    [Fact]
    public void A_machine_that_is_named_is_compared_whatever_it_is()
    {
        var query = Questions.Ask(4, "8GiB");

        Assert.Equal("t3.xlarge", (query with { Requirements = query.Requirements with { MachineType = "T3.XLARGE" } }).Answer(Prices).Winner!.Machine.Name);
        Assert.Equal("aws has no machine type t9.huge in these prices", Assert.Single(Only(query with { Requirements = query.Requirements with { MachineType = "t9.huge" } }).Reasons));
        Assert.Contains("does not fit on m5a.xlarge", Assert.Single(Only(query with { Requirements = new CostRequirements { VCpus = 8, MachineType = "m5a.xlarge" } }).Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_without_prices_is_said_to_have_none()
    {
        var query = Questions.Ask(1, "1GiB");
        var answer = (query with { Scope = query.Scope with { Providers = ["azure", "aws"] } }).Answer(Prices);

        Assert.Equal(["aws", "azure"], answer.Providers.Select(provider => provider.Provider));
        Assert.Contains("nothing of 'azure'", Assert.Single(answer.Providers[1].Reasons), StringComparison.Ordinal);
    }

    private static ProviderCosts Only(CostQuery query)
    {
        var answer = Assert.Single(query.Answer(Prices).Providers);
        Assert.Null(answer.Best);
        return answer;
    }
}
