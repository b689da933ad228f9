using System.Text.Json;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Reporting;
using MultiBatch.Costs.Tests.Billing;
using MultiBatch.Costs.Tests.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.Reporting;

public class ReportingTests
{
    private static readonly CostComparison Comparison = Questions.Ask(4, "16GiB", 1000, 100).With(Purchase.OnDemand, Purchase.Spot).Answer(TestPrices.Of(
        TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.172", "0.0817"),
        TestPrices.Row("aws", "us-west-2", "m5a.xlarge", "4", "16", "0.172", "0.0817"),
        TestPrices.Row("aws", "us-west-2", "m5.xlarge", "4", "16", "0.192"),
        TestPrices.Row("azure", "eastus", "Standard_D2as_v5", "2", "8", "0.086"),
        TestPrices.Row("google", "us-central1", "\"<b>&\"\"e2\"\"</b>\"", "4", "16", "0.134023")));

    [Fact]
    public void The_pages_need_nothing_from_elsewhere()
    {
        foreach (var page in new[] { CostHtml.Write(Comparison), AccountHtml.Write([], "nothing") })
        {
            Assert.DoesNotMatch("(?i)<(script|link|img|iframe|object|embed)\\b|\\b(src|href)\\s*=|@import|url\\(", page);
            Assert.Contains("width=device-width", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_JSON_has_an_object_for_each_provider_with_the_documented_members()
    {
        using var document = JsonDocument.Parse(CostJson.Write(Comparison));
        var rows = document.RootElement.EnumerateArray().ToList();

        Assert.Equal(["aws", "google", "azure"], rows.Select(row => row.GetProperty("provider").GetString()));
        var aws = rows[0];
        Assert.Equal(("us-east-1", "m5a.xlarge", "spot"), (aws.GetProperty("region").GetString(), aws.GetProperty("machineType").GetString(), aws.GetProperty("purchase").GetString()));
        Assert.Equal((4m, 16m, 0.0817m, 1, 100, 10), (Decimal(aws, "vcpus"), Decimal(aws, "memoryGiB"), Decimal(aws, "hourlyPrice"), aws.GetProperty("tasksPerMachine").GetInt32(), aws.GetProperty("machines").GetInt32(), aws.GetProperty("waves").GetInt32()));
        Assert.InRange(Decimal(aws, "totalCost"), 81.7m, 81.71m);
        Assert.Equal("2026-11-20", aws.GetProperty("priceDate").GetString());
        Assert.Equal("us-west-2", aws.GetProperty("ties")[0].GetProperty("region").GetString());
        Assert.Equal("m5.xlarge", aws.GetProperty("alternatives")[0].GetProperty("machineType").GetString());
        Assert.True(aws.GetProperty("isWinner").GetBoolean());

        Assert.False(rows[2].TryGetProperty("machineType", out _));
        Assert.Contains("no amd64 machine of azure has room", rows[2].GetProperty("noMatch")[0].GetString(), StringComparison.Ordinal);
        Assert.NotEqual(0, rows[2].GetProperty("nearest").GetArrayLength());
    }

    [Fact]
    public void The_CSV_has_a_line_for_each_row_and_quotes_what_needs_it()
    {
        var lines = CostCsv.Write(Comparison).TrimEnd().Split('\n');

        Assert.Equal(5, lines.Length);
        Assert.Equal(22, lines[0].Split(',').Length);
        Assert.StartsWith("aws,1,us-east-1,m5a.xlarge,4,16,0,,spot,0.0817,USD,1,100,10,10h,", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"<b>&\"\"e2\"\"</b>\"", lines[3], StringComparison.Ordinal);
        Assert.Contains("no match", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_needs_nothing_else_and_escapes_what_it_shows()
    {
        var page = CostHtml.Write(Comparison);

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>&", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;&amp;&quot;e2&quot;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.Contains("taxes, committed use, negotiated rates", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_says_what_it_does_not_know()
    {
        var prices = TestPrices.Of(TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "3.6"));
        var groups = new CostAccount(prices).Of([Attempts.Job("aws:q/a", Attempts.Ran(100)), Attempts.Job("aws:q/b", Attempts.Ran(100, machine: "i-2", type: null))], CostGrouping.Job);
        using var document = JsonDocument.Parse(AccountJson.Write(groups));

        Assert.Equal((0.1m, 1), (Decimal(document.RootElement, "knownCost"), document.RootElement.GetProperty("unknownAttempts").GetInt32()));
        Assert.False(document.RootElement.GetProperty("attempts").EnumerateArray().Single(attempt => attempt.GetProperty("job").GetString() == "aws:q/b").TryGetProperty("cost", out _));
        Assert.Contains("aws:q/a,0.1,0,", AccountCsv.Write(groups), StringComparison.Ordinal);
        Assert.Contains("the true cost is higher", AccountHtml.Write(groups, "test"), StringComparison.Ordinal);
    }

    private static decimal Decimal(JsonElement element, string name) => element.GetProperty(name).GetDecimal();
}
