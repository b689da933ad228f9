using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Planning;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Google.Tests.Planning;

public sealed class ResourcePlanTests
{
    public static TheoryData<string, ComputeEnvironmentSpec> Refused => new()
    {
        { "/maxVcpus", new ComputeEnvironmentSpec { Name = "e", MaxVCpus = 4 } },
        { "/minVcpus", new ComputeEnvironmentSpec { Name = "e", MinVCpus = 4 } },
        { "/maxMemory", new ComputeEnvironmentSpec { Name = "e", MaxMemory = ByteSize.Parse("1GiB") } },
        { "/kind", new ComputeEnvironmentSpec { Name = "e", Kind = EnvironmentKind.Serverless } },
        { "/machineTypes", new ComputeEnvironmentSpec { Name = "e", MachineTypes = ["a-1", "b-1"] } },
        { "/purchase", new ComputeEnvironmentSpec { Name = "e", Purchase = Purchase.SpotThenOnDemand() } },
        { "/architecture", new ComputeEnvironmentSpec { Name = "e", MachineTypes = ["t2a-standard-1"], Architecture = CpuArchitecture.Amd64 } },
        { "/network/securityGroups", new ComputeEnvironmentSpec { Name = "e", Network = new NetworkSpec { SecurityGroups = ["sg"] } } },
        { "/network/subnets", new ComputeEnvironmentSpec { Name = "e", Network = new NetworkSpec { Subnets = ["a", "b"] } } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_an_environment_cannot_be_is_refused_with_what_to_do(string pointer, ComputeEnvironmentSpec spec)
    {
        var rejected = Assert.Single(EnvironmentPlanner.Plan(spec, "us-central1"), disposition => disposition.Kind == DispositionKind.Rejected);

        Assert.Equal(pointer, rejected.Pointer);
        Assert.NotNull(rejected.Alternative);
    }

    [Fact]
    public void An_environment_may_say_much()
    {
        var spec = new ComputeEnvironmentSpec
        {
            Name = "e", Kind = EnvironmentKind.Managed, MachineTypes = ["t2a-standard-1"], Purchase = Purchase.Spot, Architecture = CpuArchitecture.Arm64, MachineImage = "i",
            BootDisk = new DiskSpec { Size = ByteSize.Parse("3GiB"), Type = "pd-ssd" }, Network = new NetworkSpec { Network = "n", Subnets = ["s"], PublicAddress = true },
            MachineIdentity = "a@b", Enabled = true, Labels = new Dictionary<string, string> { ["a"] = "b" },
        };

        var plan = EnvironmentPlanner.Plan(spec, null);

        Assert.All(SpecFields.Of(spec), field => Assert.Contains(plan, disposition => disposition.Pointer == field && disposition.Kind != DispositionKind.Rejected));
        Assert.Equal("10GiB", plan.Single(disposition => disposition.Pointer == "/bootDisk/size").To);
    }

    [Fact]
    public void A_queue_is_one_environment_and_a_priority()
    {
        var plan = QueuePlanner.Plan(new JobQueueSpec { Name = "q", Environments = ["a", "b"], MaxWait = TimeSpan.FromHours(1), SchedulingPolicy = "p", Priority = 500 }, isUpdate: false);

        Assert.Equal(
            ["/environments", "/maxWait", "/schedulingPolicy"],
            plan.Where(disposition => disposition.Kind == DispositionKind.Rejected).Select(disposition => disposition.Pointer).Order(StringComparer.Ordinal));
        Assert.Contains("50", plan.Single(disposition => disposition.Pointer == "/priority").Detail, StringComparison.Ordinal);
        Assert.Contains(QueuePlanner.Plan(new JobQueueSpec { Name = "q" }, isUpdate: false), disposition => disposition.Kind == DispositionKind.Rejected);
        Assert.DoesNotContain(QueuePlanner.Plan(new JobQueueSpec { Name = "q" }, isUpdate: true), disposition => disposition.Kind == DispositionKind.Rejected);
    }
}
