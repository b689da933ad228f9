using MultiBatch.Costs.Billing;
using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Estimating;
using MultiBatch.Costs.Tests.Billing;
using MultiBatch.Costs.Tests.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.Estimating;

public class EstimatingTests
{
    [Fact]
    public void A_duration_is_learnt_from_attempts_that_succeeded()
    {
        var jobs = Enumerable.Range(1, 10).Select(minutes => Attempts.Job($"aws:q/id#{minutes}", Attempts.Ran(minutes * 60)))
            .Append(Attempts.Job("aws:q/failed", Attempts.Ran(9999, cause: JobCause.ExitCode)));
        var estimate = DurationHistory.Of(jobs)!;

        Assert.Equal((10, TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)), (estimate.Samples, estimate.Median, estimate.Low, estimate.High));
        Assert.Null(DurationHistory.Of([Attempts.Job("aws:q/id")]));
    }

    [Fact]
    public void An_estimate_is_held_against_what_was_paid()
    {
        var prices = TestPrices.Of(TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "3.6"));
        var estimate = (Questions.Ask(4, "1GiB", 2) with { Duration = TimeSpan.FromSeconds(100) }).Answer(prices).Winner!;
        var account = new CostAccount(prices);

        var close = new EstimateCheck { Estimate = estimate, Duration = TimeSpan.FromSeconds(100), Basis = "given", Actual = account.Of([Attempts.Job("aws:q/id#0", Attempts.Ran(90)), Attempts.Job("aws:q/id#1", Attempts.Ran(110, machine: "i-2"))]) };
        Assert.Equal(1.0, close.Ratio!.Value, 9);
        Assert.True(close.IsInRange);

        var unknown = new EstimateCheck { Estimate = estimate, Duration = TimeSpan.FromSeconds(100), Basis = "given", Actual = account.Of([Attempts.Job("aws:q/id#0", Attempts.Ran(90, type: null))]) };
        Assert.Null(unknown.Ratio);
        Assert.Null(unknown.IsInRange);
    }
}
