using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Guards;
using MultiBatch.Costs.Refreshing;
using MultiBatch.Costs.Tests.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;
using MultiBatch.Machines;
using MultiBatch.TestSupport.Time;

namespace MultiBatch.Costs.Tests.Refreshing;

public sealed class RefresherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("multibatch-prices-").FullName;
    private readonly ManualTimeProvider _clock = new(Questions.Now);

    private readonly PriceCatalogue _known = TestPrices.Of(
        "aws,us-east-1,m5a.xlarge,4,16,0,,amd64,0.172,0.0817,2026-07-20,2024-08-09,",
        "aws,us-east-1,m5a.2xlarge,8,32,0,,amd64,0.344,,2026-07-20,,",
        "aws,eu-west-1,m5a.xlarge,4,16,0,,amd64,0.192,,2026-07-20,,",
        "azure,eastus,Standard_D4as_v5,4,16,0,,amd64,0.172,,2026-06-18,,");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Prices_that_were_read_win_and_those_that_were_not_stay_with_their_days()
    {
        var result = await RefreshAsync(Source(("us-east-1", "m5a.xlarge", PurchaseKind.OnDemand, 0.16m), ("us-east-1", "m5a.2xlarge", PurchaseKind.OnDemand, 0.32m), ("us-east-1", "m5a.xlarge", PurchaseKind.Spot, 0.06m), ("us-east-1", "m99.new", PurchaseKind.OnDemand, 1m)), "aws:us-east-1");

        Assert.Equal((3, 1), (result.Updated, result.UnknownTypes));
        var after = PriceCatalogue.ReadFile(Path.Combine(_folder, PriceRefresher.FileName));
        var xlarge = after.FindOffer("aws", "m5a.xlarge", "us-east-1")!;
        Assert.Equal((0.16m, "test", new DateTime(2026, 11, 27)), (xlarge.OnDemand!.HourlyPrice, xlarge.OnDemand.Origin.Name, xlarge.OnDemand.Origin.Date));
        Assert.Equal(0.06m, xlarge.Spot!.HourlyPrice);
        Assert.Equal((0.192m, new DateTime(2026, 7, 20)), (after.FindOffer("aws", "m5a.xlarge", "eu-west-1")!.OnDemand!.HourlyPrice, after.FindOffer("aws", "m5a.xlarge", "eu-west-1")!.OnDemand!.Origin.Date));
    }

    [Fact]
    public async Task A_list_that_was_not_read_whole_is_not_taken()
    {
        var result = await RefreshAsync(Source(("us-east-1", "m5a.xlarge", PurchaseKind.OnDemand, 0.16m)), "aws:us-east-1");

        Assert.Equal((0, GuardKind.Shrunk), (result.Updated, Assert.Single(result.Findings).Kind));
        Assert.NotNull(Assert.Single(result.Regions).Error);
        Assert.False(File.Exists(Path.Combine(_folder, PriceRefresher.FileName)));
    }

    [Theory]
    [InlineData(0, GuardKind.Zero)]
    [InlineData(0.017, GuardKind.Outlier)]
    [InlineData(17.2, GuardKind.Outlier)]
    public async Task A_price_that_cannot_be_right_is_not_taken(double price, GuardKind kind)
    {
        var result = await RefreshAsync(Source(("us-east-1", "m5a.xlarge", PurchaseKind.OnDemand, (decimal)price), ("us-east-1", "m5a.2xlarge", PurchaseKind.OnDemand, 0.344m)), "aws:us-east-1");

        Assert.Contains(result.Findings, finding => finding.Kind == kind && finding.IsDropped);
        Assert.Equal(0.172m, result.Catalogue.FindOffer("aws", "m5a.xlarge", "us-east-1")!.OnDemand!.HourlyPrice);
    }

    [Fact]
    public async Task A_refresh_that_was_interrupted_goes_on_with_the_regions_that_are_left()
    {
        var source = Source(("us-east-1", "m5a.xlarge", PurchaseKind.OnDemand, 0.16m), ("us-east-1", "m5a.2xlarge", PurchaseKind.OnDemand, 0.32m), ("eu-west-1", "m5a.xlarge", PurchaseKind.OnDemand, 0.18m));
        source.FailIn = "eu-west-1";
        var first = await RefreshAsync(source);
        Assert.Contains("busy", first.Regions.Single(region => region.Region == "eu-west-1").Error, StringComparison.Ordinal);
        Assert.Equal(0.192m, first.Catalogue.FindOffer("aws", "m5a.xlarge", "eu-west-1")!.OnDemand!.HourlyPrice);

        source.FailIn = null;
        var second = await RefreshAsync(source);

        Assert.True(second.Regions.Single(region => region.Region == "us-east-1").IsResumed);
        Assert.Equal(0.18m, second.Catalogue.FindOffer("aws", "m5a.xlarge", "eu-west-1")!.OnDemand!.HourlyPrice);
        Assert.Equal(["us-east-1", "eu-west-1", "eu-west-1"], source.Asked);

        _clock.Advance(TimeSpan.FromHours(13));
        await RefreshAsync(source);
        Assert.Equal(5, source.Asked.Count);
    }

    [Theory]
    [InlineData("azure:eastus")]
    [InlineData("mars-1")]
    public async Task A_region_nobody_reads_is_refused(string region) => await Assert.ThrowsAsync<ArgumentException>(() => RefreshAsync(Source(), region));

    private Task<RefreshResult> RefreshAsync(FakeSource source, params string[] regions) =>
        new PriceRefresher(_known, new RefreshOptions { Folder = _folder, Regions = regions, TimeProvider = _clock }).RefreshAsync(new Dictionary<string, IPriceSource> { ["aws"] = source });

    private FakeSource Source(params (string Region, string Type, PurchaseKind Purchase, decimal Price)[] prices) => new(_clock, prices);

    private sealed class FakeSource(TimeProvider clock, (string Region, string Type, PurchaseKind Purchase, decimal Price)[] prices) : IPriceSource
    {
        public string? FailIn { get; set; }

        public List<string> Asked { get; } = [];

        public async IAsyncEnumerable<MachinePrice> GetPricesAsync(string region, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            Asked.Add(region);
            if (region == FailIn)
            {
                throw new BatchException(BatchErrorCode.Throttled, "busy") { IsTransient = true };
            }

            foreach (var price in prices.Where(price => price.Region == region))
            {
                yield return new MachinePrice { Provider = "aws", Region = region, MachineType = price.Type, Purchase = price.Purchase, HourlyPrice = price.Price, Currency = "USD", AsOf = clock.GetUtcNow(), Source = "test" };
            }
        }
    }
}
