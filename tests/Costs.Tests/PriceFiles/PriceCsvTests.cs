using System.IO.Compression;
using System.Text;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.PriceFiles;

public class PriceCsvTests
{
    [Fact]
    public void A_row_becomes_an_offer_with_days_and_sources()
    {
        var catalogue = TestPrices.Parse(
            "provider,region,type,vcpu,mem_gib,gpu,gpu_model,arch,on_demand,spot,od_date,spot_date,od_note,od_source,spot_source\r\n"
            + "gcp,us-central1,n2-standard-4,4,16,0,,x86_64,0.194236,0.05,2026-07-30,2026-08-01,,list,history\r\n");
        var offer = catalogue.FindOffer("google", "N2-Standard-4", "us-central1")!;

        Assert.Equal((0.194236m, "list", new DateTime(2026, 7, 30)), (offer.OnDemand!.HourlyPrice, offer.OnDemand.Origin.Name, offer.OnDemand.Origin.Date));
        Assert.Equal((0.05m, "history", new DateTime(2026, 8, 1)), (offer.Spot!.HourlyPrice, offer.Spot.Origin.Name, offer.Spot.Origin.Date));
        Assert.Equal("us", offer.Region.Group);
        Assert.Equal(CpuArchitecture.Amd64, offer.Machine.Architecture);
    }

    [Fact]
    public void Columns_may_come_in_any_order_and_others_are_passed_over()
    {
        var catalogue = TestPrices.Parse("type,extra,on_demand,mem_gib,cloud,vcpu,region,od_date\nm5a.xlarge,x,0.172,16,aws,4,us-east-1,2026-07-20\n");

        Assert.Equal(0.172m, catalogue.FindOffer("aws", "m5a.xlarge", "us-east-1")!.OnDemand!.HourlyPrice);
    }

    [Fact]
    public void Quotes_and_a_byte_order_mark_are_understood()
    {
        var catalogue = TestPrices.Parse("\uFEFF" + TestPrices.Header + "\n\"azure\",eastus,\"Standard_NV6ads_A10_v5\",6,55,0.1667,\"A10, sixth\",amd64,\"0.454\",,2026-06-18,,\"a \"\"note\"\"\"\n");
        var offer = catalogue.FindOffer("azure", "Standard_NV6ads_A10_v5", "eastus")!;

        Assert.Equal((0.1667m, "A10; sixth"), (offer.Machine.Gpus, offer.Machine.GpuModel));
        Assert.Equal("a \"note\"", offer.OnDemand!.Origin.Note);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.000")]
    public void A_missing_or_zero_price_is_unknown(string price)
    {
        var catalogue = TestPrices.Of(TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", price, "0.05"));
        var offer = catalogue.FindOffer("aws", "m5a.xlarge", "us-east-1")!;

        Assert.Null(offer.OnDemand);
        Assert.Equal(0.05m, offer.Spot!.HourlyPrice);
    }

    [Theory]
    [InlineData("aws,us-east-1,m5a.xlarge,4,16,0,,amd64,-0.1,,2026-07-20,,", "on_demand: '-0.1'")]
    [InlineData("aws,us-east-1,m5a.xlarge,4,16,0,,amd64,1e-5,,2026-07-20,,", "on_demand: '1e-5'")]
    [InlineData("aws,us-east-1,m5a.xlarge,4,16,0,,amd64,0.172,,yesterday,,", "'yesterday' is no day")]
    [InlineData("aws,us-east-1,m5a.xlarge,4,16,0,,amd64,0.172,,,,", "each price needs the day")]
    [InlineData("aws,us-east-1,m5a.xlarge,four,16,0,,amd64,0.172,,2026-07-20,,", "vcpu: 'four'")]
    [InlineData("aws,us-east-1,m5a.xlarge,4,16,0,,sparc,0.172,,2026-07-20,,", "'sparc'")]
    [InlineData("aws,us-east-1,m5a.xlarge,4,16", "5 fields")]
    [InlineData(",us-east-1,m5a.xlarge,4,16,0,,amd64,0.172,,2026-07-20,,", "cloud: is empty")]
    public void A_wrong_row_is_refused_by_file_line_and_column(string row, string message)
    {
        var error = Assert.Throws<FormatException>(() => TestPrices.Of(row));

        Assert.Contains("test.csv, line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello\n")]
    [InlineData("")]
    [InlineData("cloud,region,type,vcpu,mem_gib\n")]
    public void What_is_no_price_file_is_refused(string text) => Assert.Throws<FormatException>(() => TestPrices.Parse(text));

    [Fact]
    public void Compression_is_found_by_content()
    {
        var path = Path.Combine(Path.GetTempPath(), $"multibatch-prices-{Environment.ProcessId}.data");
        try
        {
            using (var file = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            {
                file.Write(Encoding.UTF8.GetBytes(File.ReadAllText(TestPrices.Subset)));
            }

            Assert.Equal(PriceCatalogue.ReadFile(TestPrices.Subset).OfferCount, PriceCatalogue.ReadFile(path).OfferCount);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_row_of_the_committed_prices_has_source_and_day()
    {
        var catalogue = PriceCatalogue.ReadFile(TestPrices.Subset);

        Assert.All(catalogue.Origins, origin => Assert.True(origin.Date.Year >= 2024 && origin.Name != "prices.csv", $"{origin}"));
        Assert.True(catalogue.OfferCount > 1000);
    }
}
