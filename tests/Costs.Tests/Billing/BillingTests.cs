using MultiBatch.Costs.Adjusting;
using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Catalogue;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.Billing;

/// <summary>Worked by hand, with prices of 3.60 and 1.80 dollars an hour: a tenth and a twentieth of a cent a second.</summary>
public class BillingTests
{
    private static readonly PriceCatalogue Prices = TestPrices.Of(
        TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "3.6", "1.8"),
        TestPrices.Row("azure", "eastus", "Standard_D4as_v5", "4", "16", "3.6", "1.8"),
        TestPrices.Row("google", "us-central1", "e2-standard-4", "4", "16", "3.6", "1.8"));

    public static TheoryData<string, string, string, PurchaseKind, double, JobCause?, double, double> Rules => new()
    {
        // AWS: per second, a minute at least.
        { "aws", "m5a.xlarge", "us-east-1a", PurchaseKind.OnDemand, 5400, null, 5400, 5.4 },
        { "aws", "m5a.xlarge", "us-east-1a", PurchaseKind.OnDemand, 10, null, 60, 0.06 },
        { "aws", "m5a.xlarge", "us-east-1a", PurchaseKind.OnDemand, 60.4, null, 61, 0.061 },
        // AWS spot: taken back within the first hour it is free, later it is paid to the second; a task that fails by itself is always paid.
        { "aws", "m5a.xlarge", "us-east-1a", PurchaseKind.Spot, 3599, JobCause.Preempted, 0, 0 },
        { "aws", "m5a.xlarge", "us-east-1a", PurchaseKind.Spot, 3600, JobCause.Preempted, 3600, 1.8 },
        { "aws", "m5a.xlarge", "us-east-1a", PurchaseKind.Spot, 3000, JobCause.ExitCode, 3000, 1.5 },
        { "aws", "m5a.xlarge", "us-east-1a", PurchaseKind.OnDemand, 3000, JobCause.Preempted, 3000, 3.0 },
        // Azure: per second, no minimum, paid up to the eviction.
        { "azure", "Standard_D4as_v5", "1", PurchaseKind.OnDemand, 10, null, 10, 0.01 },
        { "azure", "Standard_D4as_v5", "1", PurchaseKind.Spot, 30, JobCause.Preempted, 30, 0.015 },
        // Google: per second, a minute at least; a spot machine is free only when it was taken within its first minute.
        { "google", "e2-standard-4", "us-central1-a", PurchaseKind.OnDemand, 10, null, 60, 0.06 },
        { "google", "e2-standard-4", "us-central1-a", PurchaseKind.Spot, 59, JobCause.Preempted, 0, 0 },
        { "google", "e2-standard-4", "us-central1-a", PurchaseKind.Spot, 600, JobCause.Preempted, 600, 0.3 },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_cloud_bills_by_its_rules(string provider, string type, string zone, PurchaseKind purchase, double ran, JobCause? cause, double billed, double cost)
    {
        var job = Attempts.Job($"{provider}:c/{(provider == "azure" ? "eastus" : "x")}/q/id", Attempts.Ran(ran, type: type, zone: zone, purchase: purchase, cause: cause));
        var attempt = Assert.Single(new CostAccount(Prices).Of([job]).Attempts);

        Assert.Equal(((decimal)billed, (decimal)cost), (attempt.BilledSeconds, attempt.Cost));
        Assert.Equal(new DateTime(2026, 11, 20), attempt.PriceDate ?? new DateTime(2026, 11, 20));
    }

    [Fact]
    public void A_machine_that_tasks_share_is_billed_once_and_shared_by_time()
    {
        // Side by side on one machine: 300 s and 100 s of 300 s that are paid, 0.30 dollars.
        var costs = new CostAccount(Prices).Of([Attempts.Job("aws:q/id#0", Attempts.Ran(300)), Attempts.Job("aws:q/id#1", Attempts.Ran(100))]);

        Assert.Equal([0.225m, 0.075m], costs.Attempts.Select(attempt => attempt.Cost));
        Assert.Equal(0.3m, costs.KnownCost);
    }

    [Fact]
    public void A_short_gap_is_paid_and_a_long_one_is_another_machine_time()
    {
        // 10 s, a gap of 50 s, 40 s: 100 s on one machine, shared 1 to 4. Half an hour later: a minute at least, again.
        var costs = new CostAccount(Prices).Of(
        [
            Attempts.Job("aws:q/id#0", Attempts.Ran(10)),
            Attempts.Job("aws:q/id#1", Attempts.Ran(40, after: 60)),
            Attempts.Job("aws:q/id#2", Attempts.Ran(10, after: 1900)),
        ]);

        Assert.Equal([0.02m, 0.08m, 0.06m], costs.Attempts.Select(attempt => attempt.Cost));
    }

    [Fact]
    public void Tasks_that_took_no_time_pay_the_least_together()
    {
        // A service that counts in seconds: a minute, 0.06 dollars, shared by two.
        var costs = new CostAccount(Prices).Of([Attempts.Job("aws:q/id#0", Attempts.Ran(0)), Attempts.Job("aws:q/id#1", Attempts.Ran(0))]);

        Assert.Equal([0.03m, 0.03m], costs.Attempts.Select(attempt => attempt.Cost));
    }

    [Fact]
    public void Lost_attempts_are_paid_and_counted_as_lost()
    {
        var job = Attempts.Job(
            "aws:q/id",
            Attempts.Ran(7200, purchase: PurchaseKind.Spot, cause: JobCause.Preempted),
            Attempts.Ran(600, after: 8000, number: 2, machine: "i-2", purchase: PurchaseKind.Spot, cause: JobCause.Preempted),
            Attempts.Ran(3600, after: 9000, number: 3, machine: "i-3"));
        var costs = new CostAccount(Prices).Of([job]);

        // Two hours of spot lost, ten minutes free, an hour on demand.
        Assert.Equal([3.6m, 0m, 3.6m], costs.Attempts.Select(attempt => attempt.Cost));
        Assert.Equal((7.2m, 3.6m), (costs.KnownCost, costs.LostCost));
        Assert.Equal([true, true, false], costs.Attempts.Select(attempt => attempt.IsLost));
    }

    [Theory]
    [InlineData(null, "us-east-1a", PurchaseKind.OnDemand, "machine type is not reported")]
    [InlineData("m5a.xlarge", null, PurchaseKind.OnDemand, "region is not reported")]
    [InlineData("m5a.xlarge", "us-east-1a", null, "how the machine was bought")]
    [InlineData("m9z.xlarge", "us-east-1a", PurchaseKind.Spot, "no spot price of m9z.xlarge in us-east-1")]
    public void What_is_not_reported_is_unknown_and_never_zero(string? type, string? zone, PurchaseKind? purchase, string note)
    {
        var costs = new CostAccount(Prices).Of([Attempts.Job("aws:q/id", Attempts.Ran(100, type: type, zone: zone, purchase: purchase))]);

        Assert.Null(Assert.Single(costs.Attempts).Cost);
        Assert.Contains(note, costs.Attempts[0].Note, StringComparison.Ordinal);
        Assert.Equal(1, costs.UnknownAttempts);
    }

    [Fact]
    public void An_attempt_that_never_had_a_machine_costs_nothing()
    {
        var costs = new CostAccount(Prices).Of([Attempts.Job("aws:q/id", new JobAttempt { Number = 1, State = JobState.Failed, Cause = JobCause.ImagePull })]);

        Assert.Equal(0m, Assert.Single(costs.Attempts).Cost);
    }

    [Fact]
    public void What_the_job_says_fills_what_the_service_hides()
    {
        var options = new CostAccountOptions { Region = "us-east-1", MachineType = "m5a.xlarge", Purchase = PurchaseKind.OnDemand, Adjustments = new PriceAdjustments { Discounts = new Dictionary<string, decimal> { ["aws"] = 0.5m } } };
        var costs = new CostAccount(Prices, options).Of([Attempts.Job("aws:q/id", Attempts.Ran(100, type: null, zone: null, purchase: null))]);

        Assert.Equal(0.05m, costs.KnownCost);
    }

    [Fact]
    public void A_hint_fills_what_is_hidden_and_the_figure_says_what_it_rests_on()
    {
        var hint = new MachineHint { MachineType = "m5a.xlarge", Purchase = PurchaseKind.Spot, Region = "us-east-1", Basis = "the environment ce of queue main" };
        var hidden = Attempts.Job("aws:q/id", Attempts.Ran(100, type: null, zone: null, purchase: null));
        var known = Attempts.Job("aws:q/other", Attempts.Ran(100, machine: "i-2"));

        var costs = new CostAccount(Prices, new CostAccountOptions { HintOf = _ => hint }).Of([hidden, known]);
        var given = new CostAccount(Prices, new CostAccountOptions { HintOf = _ => hint, MachineType = "m5a.xlarge", Purchase = PurchaseKind.OnDemand }).Of([hidden]);

        // 100 s on spot at a twentieth of a cent; what the service reports is never replaced.
        Assert.Equal([(0.05m, "not reported: machine type of the environment ce of queue main, purchase of the environment ce of queue main"), (0.1m, null)], costs.Attempts.Select(attempt => (attempt.Cost!.Value, attempt.Basis)));
        Assert.Equal((0.1m, "not reported: machine type as given, purchase as given"), (given.KnownCost, given.Attempts[0].Basis));
        Assert.Equal(["spot", "on-demand"], new CostAccount(Prices, new CostAccountOptions { HintOf = _ => hint }).Of([hidden, known], CostGrouping.Purchase).Select(group => group.Key).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Running_attempts_count_up_to_now_when_asked()
    {
        var job = Attempts.Job("aws:q/id", Attempts.Ran(100) with { State = JobState.Running, EndedAt = null });

        Assert.Equal(1, new CostAccount(Prices).Of([job]).UnknownAttempts);
        Assert.Equal(0.2m, new CostAccount(Prices, new CostAccountOptions { Now = Attempts.Start.AddSeconds(200) }).Of([job]).KnownCost);
    }

    [Theory]
    [InlineData(CostGrouping.Job, "aws:q/a", "aws:q/b")]
    [InlineData(CostGrouping.Task, "aws:q/b", "aws:q/a#1", "aws:q/a#0")]
    [InlineData(CostGrouping.Label, "blue", "red")]
    [InlineData(CostGrouping.Queue, "main")]
    [InlineData(CostGrouping.Day, "2026-11-20")]
    [InlineData(CostGrouping.Month, "2026-11")]
    [InlineData(CostGrouping.MachineType, "m5a.xlarge")]
    [InlineData(CostGrouping.Purchase, "on-demand")]
    public void Costs_are_summed_by_what_is_asked(CostGrouping by, params string[] keys)
    {
        var jobs = new[]
        {
            Attempts.Job("aws:q/a#0", Attempts.Ran(100)), Attempts.Job("aws:q/a#1", Attempts.Ran(200, machine: "i-2")), Attempts.Job("aws:q/b", Attempts.Ran(250, machine: "i-3")),
        };
        var groups = new CostAccount(Prices).Of(jobs, by, "team");

        Assert.Equal(keys, groups.Select(group => group.Key));
        Assert.Equal(0.55m, groups.Sum(group => group.Costs.KnownCost));
    }

    [Fact]
    public void Fargate_is_paid_by_its_size()
    {
        var prices = PriceCatalogue.ReadEmbedded();
        var costs = new CostAccount(prices).Of([Attempts.Job("aws:q/id", Attempts.Ran(3600, type: "fargate-4vcpu-16gib"))]);

        Assert.Equal((4 * 0.04048m) + (16 * 0.004445m), costs.KnownCost);
    }
}
