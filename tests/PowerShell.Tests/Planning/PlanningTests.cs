using System.Management.Automation;
using MultiBatch.Capabilities;
using MultiBatch.Planning;
using MultiBatch.PowerShell.Capabilities;
using MultiBatch.PowerShell.Planning;
using MultiBatch.PowerShell.Tests.Support;
using MultiBatch.TestSupport.InMemory;

namespace MultiBatch.PowerShell.Tests.Planning;

public sealed class PlanningTests
{
    [Fact]
    public void A_plan_shows_what_becomes_of_each_field_and_submits_nothing()
    {
        using var world = new CmdletWorld(new InMemoryOptions { Levels = new Dictionary<BatchFeature, SupportLevel> { [BatchFeature.Images] = SupportLevel.Unsupported } });

        var plan = world.Run<GetBatchPlanCommand>(("Command", new object[] { "true" }), ("Image", "alpine"), ("Timeout", "90"), ("VCpu", 0.5)).All<BatchPlan>().Single();

        Assert.False(plan.IsAccepted);
        Assert.Equal(("/image", nameof(DispositionKind.Rejected)), (plan.Dispositions[0].Field, plan.Dispositions[0].Disposition));
        Assert.Empty(plan.NativeRequests);
        Assert.DoesNotContain(world.Service().Calls, call => call.Operation == "Submit");
        Assert.Contains("\"accepted\": false", plan.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_has_an_estimate_that_says_what_is_assumed_and_a_refused_one_has_none()
    {
        using var world = new CmdletWorld(new InMemoryOptions { Levels = new Dictionary<BatchFeature, SupportLevel> { [BatchFeature.Images] = SupportLevel.Unsupported } });

        var plan = world.Run<GetBatchPlanCommand>(("Command", new object[] { "true" }), ("VCpu", 2.0), ("Memory", "4GB")).All<BatchPlan>().Single();
        var refused = world.Run<GetBatchPlanCommand>(("Command", new object[] { "true" }), ("Image", "alpine")).All<BatchPlan>().Single();

        Assert.True(plan.Estimate!.TotalCost > 0);
        Assert.Contains("1h (assumed)", plan.Estimate.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"estimate\"", plan.ToJson(), StringComparison.Ordinal);
        Assert.Null(refused.Estimate);
    }

    [Fact]
    public void An_offline_plan_calls_nothing()
    {
        using var world = new CmdletWorld();

        var plan = world.Run<GetBatchPlanCommand>(("Command", new object[] { "true" }), ("Offline", true)).All<BatchPlan>().Single();

        Assert.Equal("mem", plan.Connection);
        Assert.Empty(world.Service().Calls);
    }

    [Fact]
    public void Durations_and_sizes_mean_the_same_however_they_are_written()
    {
        using var world = new CmdletWorld();
        string Spec(object timeout, object memory) => world.Run<GetBatchPlanCommand>(("Command", new object[] { "true" }), ("Timeout", timeout), ("Memory", memory)).All<BatchPlan>().Single().GetSpec();

        var expected = Spec(TimeSpan.FromHours(36), 17179869184L);

        Assert.Equal(expected, Spec("1.12:00:00", "16GB"));
        Assert.Equal(expected, Spec("36h", "16GiB"));
        Assert.Equal(expected, Spec(129600, 17179869184.0));
        Assert.Equal(expected, Spec("129600", "16 gb"));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public void The_culture_changes_nothing(string culture)
    {
        var before = Thread.CurrentThread.CurrentCulture;
        using var world = new CmdletWorld();
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo(culture);
            var row = PSObject.Row(("COMMAND", "true"), ("VCPU", 0.5), ("TIMEOUT", 1.5), ("MEMORY", "1.5GB"), ("PRIORITY", "1"));

            var spec = world.Pipe<GetBatchPlanCommand>([row]).All<BatchPlan>().Single().GetSpec();

            Assert.Contains("\"vcpus\": 0.5", spec, StringComparison.Ordinal);
            Assert.Contains("1536MiB", spec, StringComparison.Ordinal);
            Assert.Contains("1s500ms", spec, StringComparison.Ordinal);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_small_number_is_a_forgotten_unit()
    {
        using var world = new CmdletWorld();

        var result = world.Run<GetBatchPlanCommand>(("Command", new object[] { "true" }), ("Memory", 4));

        Assert.Contains("4GiB", result.Thrown!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_portability_table_has_a_row_for_each_connection_and_a_rewrite_for_what_is_refused()
    {
        using var world = new CmdletWorld(new InMemoryOptions { Levels = new Dictionary<BatchFeature, SupportLevel> { [BatchFeature.Images] = SupportLevel.Unsupported } });
        File.WriteAllText(Path.Combine(world.Folder, "job.yaml"), "name: one\ncommand: [\"true\"]\nimage: alpine\n");
        world.Registry.Add(new Providers.ConnectionSettings { Name = "other", Provider = "memory" });

        var rows = world.Run<TestBatchJobCommand>(("Path", "job.yaml")).All<BatchPortability>();

        Assert.Equal(["mem", "other"], rows.Select(row => row.Connection));
        Assert.All(rows, row =>
        {
            Assert.False(row.CanRun);
            Assert.Equal(1, row.Rejected);
            Assert.StartsWith("/image: ", row.Rewrite[0], StringComparison.Ordinal);
        });
        Assert.DoesNotContain(world.Service().Calls, call => call.Operation == "Submit");
    }

    [Fact]
    public void Capabilities_are_rows_that_can_be_chosen_by_pattern()
    {
        using var world = new CmdletWorld();

        var rows = world.Run<GetBatchCapabilityCommand>(("Feature", new[] { "Array*", "stop child" })).All<BatchFeatureSupport>();

        Assert.Equal([nameof(BatchFeature.Arrays), nameof(BatchFeature.ArrayParallelism), nameof(BatchFeature.StopChild)], rows.Select(row => row.Feature));
        Assert.Equal("stop child", rows[2].Words);
    }
}
