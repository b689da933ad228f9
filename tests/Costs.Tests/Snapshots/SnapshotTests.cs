using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.PriceFiles;
using MultiBatch.Costs.Snapshots;
using MultiBatch.Costs.Tests.Support;

namespace MultiBatch.Costs.Tests.Snapshots;

public class SnapshotTests
{
    private static readonly PriceCatalogue Embedded = PriceCatalogue.ReadEmbedded();

    [Fact]
    public void The_built_in_snapshot_is_small_and_whole()
    {
        using var resource = typeof(PriceCatalogue).Assembly.GetManifestResourceStream("MultiBatch.Costs.prices.v1.csv.gz")!;

        Assert.True(resource.Length < 500_000, $"{resource.Length} bytes");
        Assert.Equal(["aws", "azure", "google"], Embedded.Providers);
        Assert.True(Embedded.OfferCount > 80_000);
        Assert.True(Embedded.Regions.Count >= 131);
    }

    [Fact]
    public void Every_price_has_a_day_and_a_source_and_none_is_zero()
    {
        foreach (var offer in Embedded.Machines.SelectMany(Embedded.GetOffers))
        {
            Assert.True(offer.OnDemand is not null || offer.Spot is not null, $"{offer}");
            Assert.All(new[] { offer.OnDemand, offer.Spot }.OfType<PricePoint>(), price =>
            {
                Assert.True(price.HourlyPrice > 0);
                Assert.True(price.Origin.Date.Year >= 2024 && price.Origin.Date <= Embedded.MadeOn);
                Assert.NotEmpty(price.Origin.Name);
            });
        }
    }

    [Fact]
    public void Prices_and_days_survive_the_way_through_a_snapshot()
    {
        var before = PriceCatalogue.ReadFile(TestPrices.Subset);
        using var buffer = new MemoryStream();
        SnapshotWriter.Write(before, buffer);
        buffer.Position = 0;
        var after = PriceFile.Read(buffer, "copy", default);

        Assert.Equal(before.MadeOn, after.MadeOn);
        Assert.Equal(Lines(before), Lines(after));
    }

    [Fact]
    public void The_same_prices_give_the_same_bytes()
    {
        var prices = PriceCatalogue.ReadFile(TestPrices.Subset);

        Assert.Equal(SnapshotWriter.Text(prices), SnapshotWriter.Text(prices));
    }

    [Fact]
    public void Known_prices_are_in_it_with_their_sources()
    {
        var m5a = Embedded.FindOffer("aws", "m5a.xlarge", "us-east-1")!;
        Assert.Equal((0.172m, "karpenter-aws", new DateTime(2026, 7, 20)), (m5a.OnDemand!.HourlyPrice, m5a.OnDemand.Origin.Name, m5a.OnDemand.Origin.Date));

        // 0.376 would be the price with Windows.
        Assert.Equal(0.192m, Embedded.FindOffer("azure", "Standard_D4s_v5", "eastus")!.OnDemand!.HourlyPrice);
        Assert.Equal(0.194236m, Embedded.FindOffer("google", "n2-standard-4", "us-central1")!.OnDemand!.HourlyPrice);
    }

    [Fact]
    public void A_type_with_constrained_cores_has_the_cores_its_name_says() => Assert.Equal(16, Embedded.FindMachine("azure", "Standard_E32-16s_v4")!.VCpus);

    [Fact]
    public async Task Fargate_is_a_machine_for_small_short_tasks()
    {
        var fargate = Embedded.FindOffer("aws", "fargate-4vcpu-16gib", "us-east-1")!;
        Assert.Equal((4 * 0.04048m) + (16 * 0.004445m), fargate.OnDemand!.HourlyPrice);

        var query = new CostQuery
        {
            Requirements = new CostRequirements { VCpus = 0.25m, Memory = ByteSize.Parse("512MiB") },
            Duration = TimeSpan.FromMinutes(5),
            Scope = new CostScope { Providers = ["aws"], Regions = ["us-east-1"], Purchases = [Jobs.Purchase.OnDemand], Placement = TaskPlacement.OnePerMachine },
        };
        var row = (await new CostComparer(Embedded).CompareAsync(query)).Winner!;

        Assert.Equal("fargate-0.25vcpu-0.5gib", row.Machine.Name);
        Assert.Equal(1, row.TasksPerMachine);
    }

    [Theory]
    [InlineData("#batch-prices v2 currency=USD made=2026-11-27\n", "version 2")]
    [InlineData("#batch-prices v1 currency=CNY made=2026-11-27\n", "CNY")]
    [InlineData("#batch-prices v1 currency=USD made=2026-11-27\nR,0,aws,us-east-1,us\nT,aws,m5a.xlarge,4,16,,0,,amd64,,\nP,0:0.172/3\n", "line 4")]
    [InlineData("#batch-prices v1 currency=USD made=2026-11-27\nP,0:0.172/0\n", "line 2")]
    [InlineData("#batch-prices v1 currency=USD made=2026-11-27\nS,0,a,2026-99-01,,,\n", "2026-99-01")]
    public void A_snapshot_that_cannot_be_right_is_refused_by_line(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => TestPrices.Parse(text));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_of_later_versions_are_skipped()
    {
        var catalogue = TestPrices.Parse("#batch-prices v1 currency=USD made=2026-11-27\nZ,new\nlater\nS,0,a,2026-11-01,,,,more\nR,0,aws,us-east-1,us,more\nT,aws,m5a.xlarge,4,16,,0,,amd64,,b,more\nP,0:0.172/0\n");

        Assert.Equal(0.172m, catalogue.FindOffer("aws", "m5a.xlarge", "us-east-1")!.OnDemand!.HourlyPrice);
        Assert.Equal(MachineTraits.Burstable, catalogue.Machines[0].Traits);
    }

    [Fact]
    public void Damaged_compression_is_an_error_and_no_empty_catalogue()
    {
        using var buffer = new MemoryStream();
        SnapshotWriter.Write(PriceCatalogue.ReadFile(TestPrices.Subset), buffer);
        var bytes = buffer.ToArray();
        bytes[bytes.Length / 2] ^= 0xFF;

        Assert.ThrowsAny<Exception>(() => PriceFile.Read(new MemoryStream(bytes), "damaged.gz", default));
    }

    private static List<string> Lines(PriceCatalogue catalogue)
    {
        using var text = new StringWriter();
        PriceCsvWriter.Write(catalogue, text);
        return [.. text.ToString().Split('\n').Order(StringComparer.Ordinal)];
    }
}
