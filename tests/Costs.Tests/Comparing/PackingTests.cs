using MultiBatch.Costs.Comparing;
using MultiBatch.Costs.Tests.Support;
using MultiBatch.Jobs;

namespace MultiBatch.Costs.Tests.Comparing;

public class PackingTests
{
    [Theory]
    // tasks, at a time -> per machine, machines, waves, machine hours: 8 vCPUs hold 4 tasks of 2.
    [InlineData(1, null, 1, 1, 1, 1)]
    [InlineData(8, null, 4, 2, 1, 2)]
    [InlineData(9, null, 4, 3, 1, 3)]
    [InlineData(8, 4, 4, 1, 2, 2)]
    [InlineData(10, 6, 4, 2, 2, 3)]
    [InlineData(10, 3, 3, 1, 4, 4)]
    [InlineData(1000, 100, 4, 25, 10, 250)]
    public void Tasks_fall_on_machines_wave_by_wave(int count, int? parallelism, int perMachine, int machines, int waves, double hours)
    {
        var row = Questions.Ask(2, "4GiB", count, parallelism).Answer(TestPrices.Of(TestPrices.Row("aws", "us-east-1", "c6a.2xlarge", "8", "16", "0.4"))).Winner!;

        Assert.Equal((perMachine, machines, waves), (row.TasksPerMachine, row.Machines, row.Waves));
        Assert.Equal((decimal)hours, row.MachineHours);
        Assert.Equal((decimal)hours * 0.4m, row.TotalCost);
        Assert.Equal(TimeSpan.FromHours(waves), row.Makespan);
    }

    [Fact]
    public void Packing_can_change_the_winner()
    {
        var prices = TestPrices.Of(
            TestPrices.Row("aws", "us-east-1", "c6a.large", "2", "4", "0.09"),
            TestPrices.Row("aws", "us-east-1", "c6a.8xlarge", "32", "64", "1.2"));
        var alone = Questions.Ask(1, "2GiB", 32);

        Assert.Equal("c6a.8xlarge", alone.Answer(prices).Winner!.Machine.Name);
        Assert.Equal("c6a.large", (alone with { Scope = alone.Scope with { Placement = TaskPlacement.OnePerMachine } }).Answer(prices).Winner!.Machine.Name);
    }

    [Fact]
    public void Memory_a_job_cannot_have_is_not_counted()
    {
        var prices = TestPrices.Of(
            TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "0.172"),
            TestPrices.Row("aws", "us-east-1", "r5a.xlarge", "4", "32", "0.226"));
        var query = Questions.Ask(4, "16GiB");

        var nominal = query.Answer(prices).Winner!;
        Assert.Equal("m5a.xlarge", nominal.Machine.Name);
        Assert.Contains(nominal.Notes, note => note.Contains("AWS Batch then never starts it", StringComparison.Ordinal));

        var usable = (query with { Scope = query.Scope with { MemoryMargin = MemoryMargin.Auto } }).Answer(prices).Winner!;
        Assert.Equal("r5a.xlarge", usable.Machine.Name);
    }

    [Fact]
    public void Short_tasks_pay_the_minimum_and_the_start_of_the_machine()
    {
        var prices = TestPrices.Of(
            TestPrices.Row("aws", "us-east-1", "m5a.xlarge", "4", "16", "3.6"),
            TestPrices.Row("azure", "eastus", "Standard_D4as_v5", "4", "16", "3.6"));
        var query = Questions.Ask(4, "1GiB") with { Duration = TimeSpan.FromSeconds(10) };

        // A cent is 10 seconds: AWS bills a minute at least, Azure what ran.
        Assert.Equal([("azure", 0.01m), ("aws", 0.06m)], query.Answer(prices).Providers.Select(provider => (provider.Provider, provider.Best!.TotalCost)));

        // With the usual start: 3 minutes on Azure, 2 on AWS.
        Assert.Equal([("aws", 0.13m), ("azure", 0.19m)], (query with { Boot = null }).Answer(prices).Providers.Select(provider => (provider.Provider, provider.Best!.TotalCost)));
    }

    [Fact]
    public void A_machine_that_is_sold_whole_shows_what_is_wasted()
    {
        var prices = TestPrices.Of(TestPrices.Row("aws", "us-east-1", "p4d.24xlarge", "96", "1152", "21.96", gpu: "8", model: "A100"));
        var query = Questions.Ask(4, "16GiB") with { Requirements = new CostRequirements { VCpus = 4, Gpus = 1, GpuModel = "A100" } };
        var row = query.Answer(prices).Winner!;

        Assert.Equal(0.875, row.IdleShare);
        Assert.Contains(row.Notes, note => note.Contains("8 GPUs are paid, 88 %", StringComparison.Ordinal));
    }

    [Fact]
    public void The_question_of_a_job_has_its_resources_array_purchase_and_disk()
    {
        var query = CostComparer.QueryOf(
            new JobSpec
            {
                Resources = new ResourceSpec { VCpus = 2, Memory = ByteSize.Parse("8GiB"), Gpu = new GpuSpec { Model = "T4" }, Architecture = CpuArchitecture.Arm64, DataDisk = new DataDiskSpec { Size = ByteSize.Parse("100GiB") } },
                Array = new ArraySpec { Size = 50, Parallelism = 10 },
                Purchase = Purchase.SpotThenOnDemand(2),
                Exclusive = true,
            },
            TimeSpan.FromMinutes(30));

        Assert.Equal((2m, ByteSize.Parse("8GiB"), 1m, "T4", CpuArchitecture.Arm64), (query.Requirements.VCpus, query.Requirements.Memory, query.Requirements.Gpus, query.Requirements.GpuModel, query.Requirements.Architecture));
        Assert.Equal((50, 10, ByteSize.Parse("100GiB"), TaskPlacement.OnePerMachine), (query.Count, query.Parallelism, query.Extras.DiskPerMachine, query.Scope.Placement));
        Assert.Equal("spot-then-on-demand:2", Assert.Single(query.Scope.Purchases).ToString());
    }
}
