using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Planning;
using MultiBatch.Providers.Azure.Tests.Support;
using MultiBatch.Providers.Azure.Wire;
using MultiBatch.Providers.Azure.Wire.Pools;

namespace MultiBatch.Providers.Azure.Tests.Planning;

public class EnvironmentPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<ImageInformation> Images =
    [
        Image("canonical", "0001-com-ubuntu-server-jammy", "22_04-lts", "batch.node.ubuntu 22.04", until: "2027-06-30"),
        Image("canonical", "ubuntu-24_04-lts", "server", "batch.node.ubuntu 24.04"),
        Image("canonical", "ubuntu-24_04-lts", "server-arm64", "batch.node.ubuntu 24.04"),
        Image("microsoft-dsvm", "ubuntu-hpc", "2204", "batch.node.ubuntu 22.04", "DockerCompatible"),
        Image("microsoft-dsvm", "ubuntu-hpc", "2004", "batch.node.ubuntu 20.04", "DockerCompatible", "2025-04-23"),
        Image("almalinux", "almalinux", "9-gen2", "batch.node.el 9"),
        Image("microsoftwindowsserver", "windowsserver", "2022-datacenter", "batch.node.windows amd64") with { OSType = "windows" },
    ];

    [Fact]
    public void A_pool_scales_between_its_bounds_on_the_newest_image_that_fits()
    {
        var planner = Planner(new ComputeEnvironmentSpec { Name = "p", MaxVCpus = 32, Labels = new Dictionary<string, string> { ["team"] = "x" } });
        var pool = Accepted(planner);

        Assert.Equal(("p", "Standard_D2s_v5", 8, true), (pool.Id, pool.VmSize, pool.TaskSlotsPerNode!.Value, pool.EnableAutoScale!.Value));
        Assert.Equal("ubuntu-24_04-lts", pool.VirtualMachineConfiguration!.ImageReference!.Offer);
        Assert.Contains("mostNodes = 16;", pool.AutoScaleFormula, StringComparison.Ordinal);
        Assert.Contains("$TargetDedicatedNodes = nodes;", pool.AutoScaleFormula, StringComparison.Ordinal);
        Assert.Null(pool.TargetDedicatedNodes);
        Assert.Equal(("x", "32"), (Metadata.Find(pool.Metadata, "team"), Metadata.Find(pool.Metadata, Metadata.MaxVCpus)));
    }

    [Fact]
    public void A_pool_that_is_kept_ready_has_a_fixed_size_on_spot_or_not()
    {
        var spec = new ComputeEnvironmentSpec { Name = "p", MaxVCpus = 8, MinVCpus = 8, MachineTypes = ["Standard_D4s_v5"] };

        Assert.Equal((2, 0), Targets(Accepted(Planner(spec))));
        Assert.Equal((0, 2), Targets(Accepted(Planner(spec with { Purchase = Purchase.Spot }))));
        Assert.Equal((0, 0), Targets(Accepted(Planner(spec with { Enabled = false }))));
    }

    [Fact]
    public void For_containers_the_image_has_a_runtime_and_the_pool_says_so()
    {
        var pool = Accepted(Planner(new ComputeEnvironmentSpec { Name = "p", MaxVCpus = 8 }, new AzureBatchOptions { Image = "example/i:1" }));

        Assert.Equal(("ubuntu-hpc", "2204"), (pool.VirtualMachineConfiguration!.ImageReference!.Offer, pool.VirtualMachineConfiguration.ImageReference.Sku));
        Assert.Equal("dockerCompatible", pool.VirtualMachineConfiguration.ContainerConfiguration!.Type);
    }

    [Theory]
    [InlineData("canonical:ubuntu-24_04-lts:server", "batch.node.ubuntu 24.04", DispositionKind.Honored)]
    [InlineData("Canonical:Ubuntu-24_04-lts:Server:1.2.3", "batch.node.ubuntu 24.04", DispositionKind.Honored)]
    [InlineData("microsoft-dsvm:ubuntu-hpc:2004", null, DispositionKind.Rejected)]
    [InlineData("canonical:nothing:server", null, DispositionKind.Rejected)]
    [InlineData("ubuntu", null, DispositionKind.Rejected)]
    [InlineData("/subscriptions/s/images/own", null, DispositionKind.Rejected)]
    public void A_named_image_is_looked_up_with_its_agent_and_its_end_of_support(string name, string? agent, DispositionKind kind)
    {
        var planner = Planner(new ComputeEnvironmentSpec { Name = "p", MaxVCpus = 8, MachineImage = name });

        Assert.Equal(kind, planner.Plan().Single(disposition => disposition.Pointer == "/machineImage").Kind);
        Assert.True(agent is null || planner.Create().VirtualMachineConfiguration!.NodeAgentSkuId == agent);
    }

    [Theory]
    [InlineData("/maxMemory")]
    [InlineData("/machineIdentity")]
    [InlineData("/kind")]
    [InlineData("/machineTypes")]
    [InlineData("/network/securityGroups")]
    [InlineData("/purchase")]
    [InlineData("/architecture")]
    public void What_a_pool_cannot_have_is_refused_with_a_way_out(string pointer)
    {
        var spec = new ComputeEnvironmentSpec { Name = "p", MaxVCpus = 8 };
        spec = pointer switch
        {
            "/maxMemory" => spec with { MaxMemory = ByteSize.FromMebibytes(1024) },
            "/machineIdentity" => spec with { MachineIdentity = "id" },
            "/kind" => spec with { Kind = EnvironmentKind.Serverless },
            "/machineTypes" => spec with { MachineTypes = ["Standard_D2s_v5", "Standard_D4s_v5"] },
            "/network/securityGroups" => spec with { Network = new NetworkSpec { SecurityGroups = ["sg"] } },
            "/purchase" => spec with { Purchase = Purchase.SpotThenOnDemand() },
            _ => spec with { MachineTypes = ["Standard_D2s_v5"], Architecture = CpuArchitecture.Arm64 },
        };

        var refused = Assert.Single(Planner(spec).Plan(), disposition => disposition.Kind == DispositionKind.Rejected);
        Assert.Equal(pointer, refused.Pointer);
        Assert.False(string.IsNullOrEmpty(refused.Alternative));
    }

    [Fact]
    public void Nodes_are_whole()
    {
        var plan = Planner(new ComputeEnvironmentSpec { Name = "p", MaxVCpus = 7, MachineTypes = ["Standard_D4s_v5"] }).Plan();

        var rounded = plan.Single(disposition => disposition.Pointer == "/maxVcpus");
        Assert.Equal((DispositionKind.Rounded, "7", "4"), (rounded.Kind, rounded.From, rounded.To));
    }

    [Fact]
    public void Members_of_the_pool_that_have_no_portable_field_come_from_the_native_section()
    {
        var native = new Dictionary<string, JsonElement>
        {
            ["azure"] = Plans.Json("""{"containers":true,"startTask":{"commandLine":"true","waitForSuccess":true},"targetDedicatedNodes":1,"targetLowPriorityNodes":3,"taskSlotsPerNode":2}"""),
        };
        var pool = Accepted(Planner(new ComputeEnvironmentSpec { Name = "p", Native = native }));

        Assert.Equal((1, 3), Targets(pool));
        Assert.Equal(("true", 2, "mixed"), (pool.StartTask!.CommandLine, pool.TaskSlotsPerNode!.Value, Metadata.Find(pool.Metadata, Metadata.Purchase)));
        Assert.NotNull(pool.VirtualMachineConfiguration!.ContainerConfiguration);
        foreach (var wrong in new[] { """{"vmSize":"x"}""", """{"startTask":{"command":"x"}}""", """{"containers":"yes"}""", """1""" })
        {
            var planner = Planner(new ComputeEnvironmentSpec { Name = "p", MaxVCpus = 2, Native = new Dictionary<string, JsonElement> { ["azure"] = Plans.Json(wrong) } });
            Assert.Equal(DispositionKind.Rejected, planner.Plan().Single(disposition => disposition.Pointer == "/native/azure").Kind);
        }
    }

    [Theory]
    [InlineData("""{"id":"p","state":"active","allocationState":"resizing","vmSize":"standard_d2s_v5","currentDedicatedNodes":0}""", EnvironmentStatus.Creating)]
    [InlineData("""{"id":"p","state":"active","allocationState":"steady","vmSize":"standard_d2s_v5","currentDedicatedNodes":2}""", EnvironmentStatus.Ready)]
    [InlineData("""{"id":"p","state":"active","allocationState":"stopping","vmSize":"standard_d2s_v5","currentDedicatedNodes":2}""", EnvironmentStatus.Updating)]
    [InlineData("""{"id":"p","state":"Deleting","allocationState":"resizing","vmSize":"standard_d2s_v5"}""", EnvironmentStatus.Deleting)]
    [InlineData("""{"id":"p","state":"active","allocationState":"Steady","currentDedicatedNodes":0,"resizeErrors":[{"code":"AccountCoreQuotaReached","message":"The specified account has reached core quota"}]}""", EnvironmentStatus.Invalid)]
    [InlineData("""{"id":"p","state":"active","allocationState":"steady","currentDedicatedNodes":1,"resizeErrors":[{"code":"ResizeStopped","message":"Desired number of dedicated nodes could not be allocated"}]}""", EnvironmentStatus.Ready)]
    public void Where_a_pool_stands_and_why(string json, EnvironmentStatus status)
    {
        var environment = EnvironmentMapper.Map(JsonSerializer.Deserialize(json, AzureWireJson.Instance.Pool)!, null);

        Assert.Equal(status, environment.Status);
        Assert.Equal(json.Contains("resizeErrors", StringComparison.Ordinal), environment.StatusReason is not null);
    }

    private static EnvironmentPlanner Planner(ComputeEnvironmentSpec spec, AzureBatchOptions? options = null) => new(spec, null, false, options ?? new(), Images, Now);

    private static PoolAddRequest Accepted(EnvironmentPlanner planner)
    {
        Assert.DoesNotContain(planner.Plan(), disposition => disposition.Kind == DispositionKind.Rejected);
        return planner.Create();
    }

    private static (int Dedicated, int LowPriority) Targets(PoolAddRequest pool) => (pool.TargetDedicatedNodes!.Value, pool.TargetLowPriorityNodes!.Value);

    private static ImageInformation Image(string publisher, string offer, string sku, string agent, string? capability = null, string? until = null) => new()
    {
        ImageReference = new ImageReference { Publisher = publisher, Offer = offer, Sku = sku, Version = "latest" },
        NodeAgentSkuId = agent,
        OSType = "linux",
        VerificationType = "verified",
        Capabilities = capability is null ? null : [capability],
        BatchSupportEndOfLife = until is null ? null : DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
    };
}
