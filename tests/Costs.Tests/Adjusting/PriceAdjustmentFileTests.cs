using System.Text;
using MultiBatch.Costs.Adjusting;

namespace MultiBatch.Costs.Tests.Adjusting;

public class PriceAdjustmentFileTests
{
    private const string File = """
        {
          "prod": { "provider": "aws", "discount": "12%", "prices": [ { "machineType": "m5a.xlarge", "region": "us-east-1", "hourlyPrice": 0.11, "asOf": "2026-11-01" } ] },
          "aws": { "discount": "3%", "prices": [ { "machineType": "m5a.xlarge", "region": "us-east-1", "purchase": "spot", "hourlyPrice": 0.05, "asOf": "2026-11-02" } ] },
          "azure": { "discount": 0.05 }, // by provider
          "other": { "provider": "google", "discount": "50%" },
        }
        """;

    [Theory]
    [InlineData("prod", 0.12)]
    [InlineData("another", 0.03)]
    [InlineData(null, 0.03)]
    public void What_is_said_of_a_connection_holds_before_what_is_said_of_its_provider(string? connection, double aws)
    {
        var read = PriceAdjustmentFile.Read(Encoding.UTF8.GetBytes(File), connection);

        Assert.Equal([("aws", (decimal)aws), ("azure", 0.05m)], read.Discounts.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(connection == "prod" ? [0.11m, 0.05m] : [0.05m], read.Prices.Select(price => price.HourlyPrice));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{\"aws\": {\"discount\": \"150%\"}}")]
    [InlineData("{\"aws\": {\"prices\": [{\"machineType\": \"m5a.xlarge\"}]}}")]
    [InlineData("{\"aws\": {\"prices\": [{\"machineType\": \"m5a.xlarge\", \"region\": \"us-east-1\", \"hourlyPrice\": 0, \"asOf\": \"2026-11-01\"}]}}")]
    public void A_mistake_is_named_and_nothing_is_taken(string json) =>
        Assert.NotEmpty(Assert.Throws<FormatException>(() => PriceAdjustmentFile.Read(Encoding.UTF8.GetBytes(json))).Message);
}
