using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Mapping;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Tests.Support;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Environments;
using MultiBatch.Providers.Aws.Wire.Queues;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Aws.Tests.Planning;

public class ResourcePlanTests
{
    private static readonly NetworkSpec Network = new() { Subnets = ["subnet-1"], SecurityGroups = ["sg-1"] };

    [Theory]
    [InlineData(EnvironmentKind.Managed, "on-demand", "MANAGED", "EC2", "BEST_FIT_PROGRESSIVE")]
    [InlineData(EnvironmentKind.Managed, "spot", "MANAGED", "SPOT", "SPOT_PRICE_CAPACITY_OPTIMIZED")]
    [InlineData(EnvironmentKind.Serverless, "on-demand", "MANAGED", "FARGATE", null)]
    [InlineData(EnvironmentKind.Serverless, "spot", "MANAGED", "FARGATE_SPOT", null)]
    public void Each_kind_of_environment_has_its_request(EnvironmentKind kind, string purchase, string type, string resourceType, string? strategy)
    {
        var spec = new ComputeEnvironmentSpec { Name = "e", Kind = kind, Purchase = Purchase.Parse(purchase), MaxVCpus = 16, Network = Network };
        var planner = new EnvironmentPlanner(spec, null, isUpdate: false, new AwsBatchOptions());
        var request = planner.Create();

        Assert.DoesNotContain(planner.Plan(), disposition => disposition.Kind == DispositionKind.Rejected);
        Assert.Equal((type, "ENABLED", resourceType, 16, strategy), (request.Type, request.State, request.ComputeResources!.Type, request.ComputeResources.MaxvCpus, request.ComputeResources.AllocationStrategy));
        Assert.Equal(kind == EnvironmentKind.Managed ? ["optimal"] : null, request.ComputeResources.InstanceTypes);
        Assert.Equal(kind == EnvironmentKind.Managed ? 0 : null, request.ComputeResources.MinvCpus);
    }

    [Fact]
    public void An_unmanaged_environment_has_no_resources()
    {
        var request = new EnvironmentPlanner(new ComputeEnvironmentSpec { Name = "e", Kind = EnvironmentKind.Unmanaged, MaxVCpus = 8 }, null, isUpdate: false, new AwsBatchOptions()).Create();

        Assert.Equal(("UNMANAGED", 8, null), (request.Type, request.UnmanagedvCpus, request.ComputeResources));
    }

    [Theory]
    [InlineData("/maxMemory")]
    [InlineData("/bootDisk/size")]
    [InlineData("/network/network")]
    [InlineData("/network/publicAddress")]
    [InlineData("/architecture")]
    public void What_environments_cannot_say_is_rejected(string pointer)
    {
        var spec = new ComputeEnvironmentSpec
        {
            Name = "e", MaxVCpus = 1, MachineTypes = ["m7g.large"], Architecture = CpuArchitecture.Amd64, MaxMemory = ByteSize.FromGibibytes(1),
            BootDisk = new DiskSpec { Size = ByteSize.FromGibibytes(1) }, Network = Network with { Network = "vpc-1", PublicAddress = true },
        };

        Assert.Equal(DispositionKind.Rejected, new EnvironmentPlanner(spec, null, false, new AwsBatchOptions()).Plan().Single(disposition => disposition.Pointer == pointer).Kind);
    }

    [Fact]
    public void Where_the_machines_stand_must_be_said_somewhere()
    {
        var spec = new ComputeEnvironmentSpec { Name = "e", MaxVCpus = 1 };
        var options = new AwsBatchOptions { Subnets = ["subnet-9"], SecurityGroups = ["sg-9"], InstanceRole = "profile" };

        Assert.Contains(new EnvironmentPlanner(spec, null, false, new AwsBatchOptions()).Plan(), disposition => disposition is { Pointer: "/network/subnets", Kind: DispositionKind.Rejected });
        var planner = new EnvironmentPlanner(spec, null, false, options);
        Assert.DoesNotContain(planner.Plan(), disposition => disposition.Kind == DispositionKind.Rejected);
        Assert.Equal(("subnet-9", "sg-9", "profile"), (planner.Create().ComputeResources!.Subnets![0], planner.Create().ComputeResources!.SecurityGroupIds![0], planner.Create().ComputeResources!.InstanceRole));
    }

    [Fact]
    public void An_update_sends_what_is_set_and_nothing_else()
    {
        var current = new ComputeEnvironmentSpec { Name = "e", Kind = EnvironmentKind.Managed, Purchase = Purchase.OnDemand };
        var request = new EnvironmentPlanner(new ComputeEnvironmentSpec { Name = "e", MaxVCpus = 3 }, current, isUpdate: true, new AwsBatchOptions { Subnets = ["no"] }).Update();

        Assert.Equal(new UpdateComputeEnvironmentRequest { ComputeEnvironment = "e", ComputeResources = new ComputeResourceUpdate { MaxvCpus = 3 } }, request);
        Assert.Contains(
            new EnvironmentPlanner(new ComputeEnvironmentSpec { Name = "e", Purchase = Purchase.Spot }, current, true, new AwsBatchOptions()).Plan(),
            disposition => disposition is { Pointer: "/purchase", Kind: DispositionKind.Rejected });
    }

    [Fact]
    public void An_environment_comes_back_as_it_was_made()
    {
        var spec = new ComputeEnvironmentSpec
        {
            Name = "e", Kind = EnvironmentKind.Managed, Purchase = Purchase.Spot, MaxVCpus = 16, MinVCpus = 2, MachineTypes = ["m7g"], Network = Network, MachineIdentity = "profile",
            Enabled = true, Labels = new Dictionary<string, string> { ["a"] = "b" },
        };
        var made = new EnvironmentPlanner(spec, null, isUpdate: false, new AwsBatchOptions()).Create();
        var back = EnvironmentMapper.Map(
            new ComputeEnvironmentDetail
            {
                ComputeEnvironmentName = "e", Type = made.Type, State = made.State, Status = "VALID", ComputeResources = made.ComputeResources, Tags = made.Tags,
            },
            null);

        Assert.Equal(EnvironmentStatus.Ready, back.Status);
        Assert.Equal((spec.Kind, spec.Purchase, spec.MaxVCpus, spec.MinVCpus, CpuArchitecture.Arm64, "profile"), (back.Spec.Kind, back.Spec.Purchase, back.Spec.MaxVCpus, back.Spec.MinVCpus, back.Spec.Architecture, back.Spec.MachineIdentity));
        Assert.Equal("b", back.Spec.Labels!["a"]);
    }

    [Theory]
    [InlineData("CREATING", EnvironmentStatus.Creating)]
    [InlineData("VALID", EnvironmentStatus.Ready)]
    [InlineData("UPDATING", EnvironmentStatus.Updating)]
    [InlineData("DELETING", EnvironmentStatus.Deleting)]
    [InlineData("INVALID", EnvironmentStatus.Invalid)]
    [InlineData("ANOTHER", EnvironmentStatus.Unknown)]
    [InlineData(null, EnvironmentStatus.Unknown)]
    public void Each_status_has_its_word(string? status, EnvironmentStatus expected) => Assert.Equal(expected, ResourceStatus.From(status));

    [Theory]
    [InlineData("CLIENT_ERROR - You are not authorized to use this operation.", "AWSBatchServiceRole")]
    [InlineData("INTERNAL_ERROR - Failed compute environment creation/update - invalid IAM instance profile name", "instance profile that exists")]
    [InlineData("CLIENT_ERROR - The subnet ID 'subnet-1' does not exist", "must exist in this region")]
    public void An_invalid_environment_is_explained(string reason, string advice) => Assert.Contains(
        advice,
        EnvironmentMapper.Map(new ComputeEnvironmentDetail { ComputeEnvironmentName = "e", Status = "INVALID", StatusReason = reason }, null).StatusReason,
        StringComparison.Ordinal);

    [Fact]
    public void A_queue_comes_back_as_it_was_made()
    {
        var spec = new JobQueueSpec { Name = "q", Priority = 7, Environments = ["b", "a"], MaxWait = TimeSpan.FromHours(1), Enabled = true, Labels = new Dictionary<string, string> { ["x"] = "y" } };
        var request = QueueMapper.Create(spec);
        var back = QueueMapper.Map(
            new JobQueueDetail
            {
                JobQueueName = "q", Priority = request.Priority, State = request.State, Status = "VALID", JobStateTimeLimitActions = request.JobStateTimeLimitActions, Tags = request.Tags,
                ComputeEnvironmentOrder = request.ComputeEnvironmentOrder!.Select(entry => entry with { ComputeEnvironment = "arn:aws:batch:eu-west-1:1:compute-environment/" + entry.ComputeEnvironment }).Reverse().ToList(),
            },
            null);

        Assert.Equal(["b", "a"], back.Spec.Environments!);
        Assert.Equal((7, spec.MaxWait, true, "y"), (back.Spec.Priority, back.Spec.MaxWait, back.Spec.Enabled, back.Spec.Labels!["x"]));
        Assert.All(request.JobStateTimeLimitActions!, action => Assert.Equal((3600, "CANCEL", "RUNNABLE"), (action.MaxTimeSeconds, action.Action, action.State)));
    }

    [Theory]
    [InlineData("5m", DispositionKind.Rounded)]
    [InlineData("10m", DispositionKind.Honored)]
    [InlineData("24h", DispositionKind.Honored)]
    [InlineData("25h", DispositionKind.Rejected)]
    public void The_longest_wait_has_bounds(string wait, DispositionKind expected) => Assert.Equal(
        expected, QueuePlanner.Plan(new JobQueueSpec { Name = "q", Environments = ["a"], MaxWait = DurationText.Parse(wait) }, false, null).Single(disposition => disposition.Pointer == "/maxWait").Kind);

    [Fact]
    public void Environments_of_a_queue_must_go_together()
    {
        var ec2 = new EnvironmentFacts { Name = "a", Purchase = PurchaseKind.OnDemand, InstanceTypes = ["m5.large"] };

        Assert.Equal(DispositionKind.Honored, Plan([ec2, ec2 with { Name = "b" }]));
        Assert.Equal(DispositionKind.Rejected, Plan([ec2, new EnvironmentFacts { Name = "b", Kind = EnvironmentKind.Serverless }]));
        Assert.Equal(DispositionKind.Rejected, Plan([ec2, ec2 with { Name = "b", InstanceTypes = ["m7g.large"] }]));
        Assert.Equal(DispositionKind.Rejected, Plan([ec2, ec2 with { Name = "b", Status = EnvironmentStatus.Invalid }]));
        Assert.Equal(DispositionKind.Rejected, Plan([ec2]));
        Assert.Equal(DispositionKind.Unverified, Plan(null));

        static DispositionKind Plan(IReadOnlyList<EnvironmentFacts>? facts) =>
            QueuePlanner.Plan(new JobQueueSpec { Name = "q", Environments = ["a", "b"] }, false, facts).Single(disposition => disposition.Pointer == "/environments").Kind;
    }

    [Fact]
    public void A_definition_carries_its_template_and_can_be_submitted_natively()
    {
        var spec = new JobDefinitionSpec
        {
            Name = "d",
            Job = Plans.Job with { Name = null, Queue = null, Command = ["run", "Ref::what"], Parameters = new Dictionary<string, string> { ["what"] = "it" }, Timeout = TimeSpan.FromHours(1) },
            Labels = new Dictionary<string, string> { ["a"] = "b" },
        };
        var request = DefinitionPlanner.Translate(spec, Plans.Options);
        var back = DefinitionMapper.Map(
            new JobDefinitionDetail { JobDefinitionName = "d", Revision = 2, Status = "ACTIVE", Parameters = request.Parameters, Tags = request.Tags, ContainerProperties = request.ContainerProperties },
            null);

        Assert.Equal(["run", "Ref::what"], request.ContainerProperties!.Command!);
        Assert.Equal(("it", 3600), (request.Parameters!["what"], request.Timeout!.AttemptDurationSeconds));
        Assert.Equal(Serialization.BatchJson.Write(spec.Job), Serialization.BatchJson.Write(back.Job));
        Assert.Equal((2, true, "b"), (back.Revision, back.IsActive, back.Labels!["a"]));
        Assert.Equal(DefinitionPlanner.HashOf(spec), back.ContentHash);
        Assert.NotEqual(back.ContentHash, DefinitionPlanner.HashOf(spec with { Labels = null }));
    }

    [Fact]
    public void A_definition_without_an_image_is_refused()
    {
        var error = Assert.Throws<BatchException>(() => DefinitionPlanner.Translate(new JobDefinitionSpec { Name = "d", Job = new JobSpec { Command = ["x"] } }, Plans.Options));

        Assert.Equal((BatchErrorCode.InvalidSpec, "/image"), (error.Code, error.Resource));
    }

    [Fact]
    public void A_definition_of_another_tool_is_read_as_far_as_it_goes()
    {
        var back = DefinitionMapper.Map(
            System.Text.Json.JsonSerializer.Deserialize(
                """
                {"jobDefinitionName":"etl","revision":7,"status":"INACTIVE","parameters":{"p":"1"},"retryStrategy":{"attempts":2},"timeout":{"attemptDurationSeconds":90},
                 "containerProperties":{"image":"etl:1","command":["go","Ref::p"],"environment":[{"name":"A","value":"b"}],"secrets":[{"name":"S","valueFrom":"x"}],
                 "resourceRequirements":[{"type":"VCPU","value":"2"},{"type":"MEMORY","value":"512"}],"volumes":[{"name":"v","host":{"sourcePath":"/d"}}],
                 "mountPoints":[{"sourceVolume":"v","containerPath":"/m"}],"jobRoleArn":"arn:aws:iam::1:role/r"}}
                """,
                BatchWireJson.Instance.JobDefinitionDetail)!,
            null);

        Assert.Equal(("etl", 7, false), (back.Name, back.Revision, back.IsActive));
        Assert.Equal(("etl:1", "b", "x", 2d, ByteSize.FromMebibytes(512)), (back.Job.Image, back.Job.Env!["A"], back.Job.Secrets!["S"].Source, back.Job.Resources!.VCpus, back.Job.Resources.Memory));
        Assert.Equal(("/d", "/m", 2, TimeSpan.FromSeconds(90), "1"), (back.Job.Mounts![0].Source, back.Job.Mounts[0].Target, back.Job.Attempts!.Max, back.Job.Timeout, back.Job.Parameters!["p"]));
    }
}
