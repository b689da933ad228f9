using MultiBatch.Emulators.Faults;

namespace MultiBatch.Emulators.Tests.Faults;

public sealed class FaultPlanTests
{
    [Fact]
    public void A_plan_reads_what_it_writes()
    {
        var plan = FaultPlan.Parse("""{"seed":7,"rules":[{"kind":"resetAfter","operation":"Submit*","probability":0.25,"skip":1,"count":5},{"kind":"latency","delay":"250ms"}]}""");

        Assert.Equal((7, 2, FaultKind.ResetAfter, 5), (plan.Seed, plan.Rules.Count, plan.Rules[0].Kind, plan.Rules[0].Count));
        Assert.Equal(TimeSpan.FromMilliseconds(250), plan.Rules[1].Delay);
        Assert.Equal(plan.ToString(), FaultPlan.Parse(plan.ToString()).ToString());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"rules":[{"kind":"nothing"}]}""")]
    [InlineData("""{"rules":[{"kind":"latency","dealy":"1s"}]}""")]
    [InlineData("""{"rules":[{"kind":"latency","delay":5}]}""")]
    [InlineData("""{"rules":[{"operation":"SubmitJob"}]}""")]
    public void What_is_no_plan_is_refused(string text) => Assert.Throws<FormatException>(() => FaultPlan.Parse(text));

    [Fact]
    public void The_same_seed_gives_the_same_faults_and_another_one_others()
    {
        var rule = new FaultRule { Kind = FaultKind.Throttle, Probability = 0.3 };

        Assert.Equal(Roll(1, rule), Roll(1, rule));
        Assert.NotEqual(Roll(1, rule), Roll(2, rule));
        Assert.InRange(Roll(1, rule).Count(hit => hit), 230, 370);
    }

    [Fact]
    public void A_rule_more_changes_nothing_for_those_before_it()
    {
        var rule = new FaultRule { Kind = FaultKind.Throttle, Probability = 0.3 };
        var other = new FaultRule { Kind = FaultKind.Latency, Probability = 0.5 };

        Assert.Equal(Roll(1, rule), Roll(1, rule, other));
    }

    [Fact]
    public void Skip_and_count_bound_how_often()
    {
        var faults = new EmulatorFaults(new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.ServerError, Operation = "ListJobs", Skip = 2, Count = 3 }] });

        var hits = Enumerable.Range(0, 10).Select(_ => faults.OfRequest("ListJobs").End is not null).ToList();
        Assert.Null(faults.OfRequest("SubmitJob").End);

        Assert.Equal([false, false, true, true, true, false, false, false, false, false], hits);
        Assert.Equal(3, faults.Injected[FaultKind.ServerError]);
    }

    private static List<bool> Roll(long seed, params FaultRule[] rules)
    {
        var faults = new EmulatorFaults(new FaultPlan { Seed = seed, Rules = rules });
        return Enumerable.Range(0, 1000).Select(_ => faults.OfRequest("SubmitJob").End is not null).ToList();
    }
}
