using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Choosing;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Tests.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;
using MultiBatch.Machines;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Costs.Tests.Choosing;

public class ChoosingTests
{
    private static readonly PriceCatalogue Prices = TestPrices.Of(
        TestPrices.Row("aws", "us-east-1", "t3.xlarge", "4", "16", "0.05", "0.01"),
        TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.172", "0.12"),
        TestPrices.Row("aws", "us-east-1", "r5a.xlarge", "4", "32", "0.226", "0.07"),
        TestPrices.Row("aws", "eu-west-1", "m6a.2xlarge", "8", "32", "0.15"),
        TestPrices.Row("azure", "eastus", "Standard_D4as_v5", "4", "16", "0.172"));

    [Theory]
    [InlineData("us-east-1", null, "12GiB", "m5a.xlarge")]
    [InlineData("us-east-1", null, "16GiB", "r5a.xlarge")]
    [InlineData("us-east-1", PurchaseKind.Spot, "12GiB", "r5a.xlarge")]
    [InlineData("us-east-1", PurchaseKind.SpotThenOnDemand, "12GiB", "r5a.xlarge")]
    [InlineData(null, null, "16GiB", "m6a.2xlarge")]
    public async Task The_cheapest_that_really_fits_is_chosen(string? region, PurchaseKind? purchase, string memory, string type)
    {
        var choice = await Selector().SelectAsync(Needs("aws", region, purchase, memory), CancellationToken.None);

        Assert.Equal(type, choice!.MachineType);
        Assert.Contains("price of 2026-11-20", choice.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aws", "eu-central-1")]
    [InlineData("azure", "westeurope")]
    [InlineData("google", "europe-west4")]
    public async Task Each_cloud_has_a_choice_by_its_own_names_from_the_built_in_prices(string provider, string region)
    {
        var prices = PriceCatalogue.ReadEmbedded();
        var selector = new CheapestMachineSelector(() => prices);
        foreach (var purchase in new[] { PurchaseKind.OnDemand, PurchaseKind.Spot })
        {
            var choice = await selector.SelectAsync(Needs(provider, region, purchase, "8GiB"), CancellationToken.None);

            // A machine of an ordinary kind that is sold there and that the batch service is not known to refuse.
            var machine = prices.FindMachine(provider, choice!.MachineType)!;
            Assert.NotNull(prices.FindOffer(provider, machine.Name, region));
            Assert.Equal((MachineKind.VirtualMachine, MachineTraits.None), (machine.Kind, machine.Traits));
            Assert.NotEqual(false, machine.BatchSupported);
            Assert.True(machine.UsableMemory >= ByteSize.Parse("8GiB"));
        }
    }

    [Theory]
    [InlineData("local", null)]
    [InlineData("google", null)]
    [InlineData("aws", "mars-1")]
    public async Task Nothing_known_is_no_choice(string provider, string? region) =>
        Assert.Null(await Selector().SelectAsync(Needs(provider, region, null, "1GiB"), CancellationToken.None));

    [Fact]
    public async Task Prices_are_read_when_a_machine_is_first_asked_for_and_once()
    {
        var reads = 0;
        var selector = new CheapestMachineSelector(() =>
        {
            reads++;
            return Prices;
        });
        Assert.Equal(0, reads);

        await selector.SelectAsync(Needs("aws", null, null, "1GiB"), CancellationToken.None);
        await selector.SelectAsync(Needs("aws", null, null, "2GiB"), CancellationToken.None);

        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_container_is_never_chosen_as_a_machine_type()
    {
        var needs = new MachineRequirements { Provider = "aws", Region = "us-east-1", Resources = new ResourceSpec { VCpus = 0.25, Memory = ByteSize.Parse("512MiB") } };
        var choice = await new CheapestMachineSelector(PriceCatalogue.ReadEmbedded).SelectAsync(needs, CancellationToken.None);

        Assert.DoesNotContain("fargate", choice!.MachineType, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5, PurchaseKind.Spot)]
    [InlineData(0.6, PurchaseKind.OnDemand)]
    public async Task Spot_is_bought_when_it_saves_enough(double least, PurchaseKind kind)
    {
        // 0.07 against 0.172: 59 % cheaper.
        var chooser = new PurchaseChooser(new CostComparer(Prices, new CostComparerOptions { TimeProvider = new ManualTimeProvider(Questions.Now) })) { LeastSaving = (decimal)least };
        var query = Questions.Ask(4, "12GiB") with { Scope = new CostScope { Regions = ["us-east-1"] } };
        var choice = (await chooser.ChooseAsync(query, "aws"))!;

        Assert.Equal(kind, choice.Purchase.Kind);
        Assert.Contains("59.3 % cheaper after retries", choice.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_spot_price_it_is_on_demand_and_without_a_match_there_is_no_choice()
    {
        var chooser = new PurchaseChooser(new CostComparer(Prices));

        Assert.Equal(PurchaseKind.OnDemand, (await chooser.ChooseAsync(Questions.Ask(4, "12GiB"), "azure"))!.Purchase.Kind);
        Assert.Null(await chooser.ChooseAsync(Questions.Ask(400, "12GiB"), "azure"));
    }

    private static CheapestMachineSelector Selector() => new(() => Prices);

    private static MachineRequirements Needs(string provider, string? region, PurchaseKind? purchase, string memory) => new()
    {
        Provider = provider,
        Region = region,
        Purchase = purchase,
        Resources = new ResourceSpec { VCpus = 4, Memory = ByteSize.Parse(memory) },
    };
}
