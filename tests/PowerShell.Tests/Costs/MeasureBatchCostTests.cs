using System.Collections;
using System.Text.Json;
using MultiBatch.PowerShell.Costs;
using MultiBatch.PowerShell.Planning;
using MultiBatch.PowerShell.Tests.Engine;

namespace MultiBatch.PowerShell.Tests.Costs;

public sealed class MeasureBatchCostTests : IDisposable
{
    private readonly CostWorld _costs = new();

    public void Dispose() => _costs.Dispose();

    [Fact]
    public void What_the_service_does_not_report_is_unknown_until_it_is_said()
    {
        var job = _costs.Submit(("Name", "one"));

        var unknown = Measure(("Job", job));
        var known = Measure(("Job", job), ("MachineType", "mem-4"), ("Region", "here"), ("Purchase", "spot")).All<BatchJobCost>().Single();

        Assert.Null(unknown.Output.Cast<BatchJobCost>().Single().KnownCost);
        Assert.Contains("1 attempts have no known price", Assert.Single(unknown.Warnings), StringComparison.Ordinal);
        Assert.Equal(known.Attempts.Single().BilledSeconds * 1.8m / 3600, known.KnownCost);
        Assert.Contains("machine type as given", known.RestsOn, StringComparison.Ordinal);
        Assert.Equal(job.Reference, known.Group);
        Assert.Equal(known.KnownCost!.Value, JsonDocument.Parse(known.ToJson()).RootElement.GetProperty("knownCost").GetDecimal(), 6);
    }

    [Fact]
    public void The_one_price_of_a_provider_without_prices_is_that_of_its_jobs()
    {
        _costs.WriteCosts("""{ "memory": { "prices": [ { "machineType": "workstation", "region": "desk", "hourlyPrice": 36, "asOf": "2026-11-01" } ] } }""");
        var job = _costs.Submit(("Name", "one"), ("ArraySize", 2));

        // Of the built-in prices, which know no provider 'memory'.
        var cost = _costs.World.Run<MeasureBatchCostCommand>(("Job", job)).All<BatchJobCost>().Single();

        Assert.Equal(2, cost.Attempts.Count);
        Assert.All(cost.Attempts, attempt => Assert.Equal((36m, "workstation", "desk", new DateTime(2026, 11, 1)), (attempt.HourlyPrice, attempt.MachineType, attempt.Region, attempt.PriceDate)));
        Assert.Contains("the one price that costs.json has for memory", cost.RestsOn, StringComparison.Ordinal);
    }

    [Fact]
    public void Jobs_are_summed_by_label_and_chosen_by_filters()
    {
        _costs.Submit(("Name", "a1"), ("Label", new Hashtable { ["team"] = "red" }));
        _costs.Submit(("Name", "a2"), ("Label", new Hashtable { ["team"] = "blue" }));
        _costs.Submit(("Name", "b1"));

        var byTeam = Measure(("By", "label:team")).Output.Cast<BatchJobCost>().ToList();
        var some = Measure(("Name", "a*"), ("By", "task")).Output.Cast<BatchJobCost>().ToList();

        Assert.Equal(["", "blue", "red"], byTeam.Select(group => group.Group).Order(StringComparer.Ordinal));
        Assert.Equal(2, some.Count);
        Assert.All(byTeam, group => Assert.Equal("label:team", group.By));
    }

    [Theory]
    [InlineData("By", "colour", false, "-By: 'colour' is none of job, task")]
    [InlineData("By", "day", true, "-AgainstEstimate sets an estimate beside each job")]
    [InlineData("Duration", "2h", false, "-Duration is for -AgainstEstimate")]
    public void What_does_not_go_together_is_said(string parameter, string value, bool against, string message)
    {
        var result = Measure((parameter, value), ("AgainstEstimate", against));

        Assert.Equal("InvalidInput", result.TerminatingId);
        Assert.Contains(message, result.Thrown!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_job_is_an_error_of_its_own()
    {
        var job = _costs.Submit(("Name", "there"));

        var result = _costs.World.Pipe<MeasureBatchCostCommand>(["no-such-job", job], ("PriceFile", _costs.PriceFile));

        result.Error("CostNotFound");
        Assert.Equal(job.Reference, result.Single<BatchJobCost>().Group);
    }

    [Fact]
    public void A_plan_shows_what_the_connection_pays()
    {
        _costs.WriteCosts("""{ "mem": { "provider": "google", "discount": "50%" }, "azure": { "discount": "99%" } }""");
        var plan = _costs.World.Run<GetBatchPlanCommand>(("Command", new object[] { "true" }), ("VCpu", 2.0), ("Purchase", "on-demand")).All<BatchPlan>().Single();
        var cheap = plan.Estimate!;
        _costs.WriteCosts("{}");
        var list = _costs.World.Run<GetBatchPlanCommand>(("Command", new object[] { "true" }), ("VCpu", 2.0), ("Purchase", "on-demand")).All<BatchPlan>().Single().Estimate!;

        Assert.Equal("azure", cheap.Provider);
        Assert.True(cheap.TotalCost < list.TotalCost / 20);
    }

    private CmdletResult Measure(params (string Name, object? Value)[] arguments) => _costs.World.Run<MeasureBatchCostCommand>([.. arguments, ("PriceFile", _costs.PriceFile)]);
}
