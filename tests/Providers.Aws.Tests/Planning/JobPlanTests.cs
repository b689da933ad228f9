using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Planning;
using MultiBatch.Providers.Aws.Tests.Support;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Tests.Planning;

public class JobPlanTests
{
    [Fact]
    public void A_plain_job_becomes_one_request_and_one_definition()
    {
        var plan = Plans.Of(Plans.Job with
        {
            Env = new Dictionary<string, string> { ["A"] = "b" },
            Labels = new Dictionary<string, string> { ["team"] = "x" },
            Resources = new ResourceSpec { VCpus = 2, Memory = ByteSize.FromMebibytes(1000), Gpu = new GpuSpec { Count = 1 } },
            Attempts = new AttemptPolicy { Max = 3 },
            Timeout = TimeSpan.FromMinutes(5),
        });
        var (request, definition) = (plan.Request(), plan.Translation().Definition);

        Assert.Equal(($"job-{Plans.Id}", "main", definition.JobDefinitionName), (request.JobName, request.JobQueue, request.JobDefinition));
        Assert.Equal(["run", "it"], request.ContainerOverrides!.Command!);
        Assert.Equal(("b", Plans.Id.ToString(), "0", "1"), (request.Variable("A"), request.Variable("MULTIBATCH_JOB_ID"), request.Variable("MULTIBATCH_ARRAY_INDEX"), request.Variable("MULTIBATCH_ARRAY_SIZE")));
        Assert.Equal(("x", Plans.Id.ToString()), (request.Tags!["team"], request.Tags["multibatch:submission"]));
        Assert.Equal((3, 300), (request.RetryStrategy!.Attempts, request.Timeout!.AttemptDurationSeconds));
        Assert.Null(request.ArrayProperties);
        Assert.Equal("VCPU=2 MEMORY=1000 GPU=1", string.Join(" ", definition.ContainerProperties!.ResourceRequirements!.Select(need => $"{need.Type}={need.Value}")));
        Assert.Equal(("example/image:1", Plans.Role, "EC2"), (definition.ContainerProperties.Image, definition.ContainerProperties.ExecutionRoleArn, definition.PlatformCapabilities![0]));
        Assert.Null(definition.ContainerProperties.Command);
    }

    [Fact]
    public void Jobs_that_differ_in_what_a_submit_can_say_share_a_definition()
    {
        var first = Plans.Of(Plans.Job).Translation().Definition.JobDefinitionName;

        Assert.Equal(first, Plans.Of(Plans.Job with { Name = "other", Command = ["x"], Env = new Dictionary<string, string> { ["A"] = "b" } }).Translation().Definition.JobDefinitionName);
        Assert.NotEqual(first, Plans.Of(Plans.Job with { Image = "example/image:2" }).Translation().Definition.JobDefinitionName);
        Assert.True(ContainerAssembler.IsOurs(first));
    }

    [Fact]
    public void A_job_without_an_image_runs_in_the_connections()
    {
        var plan = Plans.Of(Plans.Job with { Image = null }, options: Plans.Options with { Image = "example/tools:3" });

        Assert.Equal("example/tools:3", plan.Translation().Definition.ContainerProperties!.Image);
        var disposition = plan.Dispositions.Single(item => item.Pointer == SpecPointers.Image);
        Assert.Equal((DispositionKind.Defaulted, "example/tools:3"), (disposition.Kind, disposition.To));
    }

    [Fact]
    public void Every_field_that_is_set_has_a_disposition()
    {
        var full = Plans.Job with
        {
            Env = new Dictionary<string, string> { ["A"] = "b" },
            Secrets = new Dictionary<string, SecretReference> { ["S"] = new("arn:aws:secretsmanager:eu-west-1:123456789012:secret:x") },
            Mounts = [new Mount { Source = "/data", Target = "/mnt", ReadOnly = true }],
            Resources = new ResourceSpec
            {
                VCpus = 1, Memory = ByteSize.FromGibibytes(1), Gpu = new GpuSpec { Count = 1, Model = "T4" }, Architecture = CpuArchitecture.Amd64, MachineType = "m5.large",
                BootDisk = new DiskSpec { Size = ByteSize.FromGibibytes(50), Type = "gp3" }, DataDisk = new DataDiskSpec { Size = ByteSize.FromGibibytes(1), Type = "gp3", MountPath = "/d" },
            },
            Identity = new JobIdentity { Task = Plans.Role, Execution = Plans.Role },
            Exclusive = true,
            Purchase = Purchase.OnDemand,
            Attempts = new AttemptPolicy { Max = 2, Rules = [new AttemptRule { ExitCodes = [1], Causes = [JobCause.ImagePull], Action = AttemptAction.Retry }], Otherwise = AttemptAction.Fail },
            Timeout = TimeSpan.FromSeconds(61),
            Priority = 3,
            Labels = new Dictionary<string, string> { ["a"] = "b" },
            DependsOn = [new JobDependency { Job = "aws:x", Mode = DependencyMode.Whole, On = DependencyCondition.AnyEnd }],
            Array = new ArraySpec { Size = 3, Parallelism = 1 },
            Native = new Dictionary<string, System.Text.Json.JsonElement> { ["aws"] = Plans.Json("{}") },
        };
        foreach (var mode in new[] { PlanMode.Offline, PlanMode.Connected })
        {
            foreach (var queue in new[] { Plans.Ec2Queue, Plans.FargateQueue })
            {
                var plan = Plans.Of(full, queue, mode: mode);

                Assert.Empty(SpecFields.Of(full).Except(plan.Dispositions.Select(disposition => disposition.Pointer)));
                Assert.Equal(plan.Dispositions.Count, plan.Dispositions.Select(disposition => disposition.Pointer).Distinct().Count());
                Assert.DoesNotContain(plan.Dispositions, disposition => disposition.Detail?.Contains("does not know", StringComparison.Ordinal) == true);
                Assert.All(plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected), disposition => Assert.False(string.IsNullOrEmpty(disposition.Alternative), disposition.ToString()));
            }
        }
    }

    public static TheoryData<string, JobSpec, string> Refused => new()
    {
        { SpecPointers.Image, Plans.Job with { Image = null }, "image" },
        { SpecPointers.MachineType, Plans.Job with { Resources = new ResourceSpec { MachineType = "m5.large" } }, "chooses" },
        { SpecPointers.BootDiskSize, Plans.Job with { Resources = new ResourceSpec { BootDisk = new DiskSpec { Size = ByteSize.FromGibibytes(50) } } }, "launch template" },
        { SpecPointers.VCpus, Plans.Job with { Resources = new ResourceSpec { VCpus = 65 } }, "RUNNABLE" },
        { SpecPointers.Architecture, Plans.Job with { Resources = new ResourceSpec { Architecture = CpuArchitecture.Arm64 } }, "amd64" },
        { SpecPointers.Exclusive, Plans.Job with { Exclusive = true }, "side by side" },
        { SpecPointers.ArrayParallelism, Plans.Job with { Array = new ArraySpec { Size = 2, Parallelism = 1 } }, "children" },
        { SpecPointers.Purchase, Plans.Job with { Purchase = Purchase.Spot }, "ec2" },
        { SpecPointers.Priority, Plans.Job with { Priority = 5 }, "scheduling policy" },
        { SpecPointers.IdentityTask, Plans.Job with { Identity = new JobIdentity { Task = "somebody" } }, "ARN" },
        { SpecPointers.Secrets, Plans.Job with { Secrets = new Dictionary<string, SecretReference> { ["S"] = new("env:S") } }, "place" },
        { SpecPointers.Secrets, Plans.Job with { Secrets = new Dictionary<string, SecretReference> { ["AWS_BATCH_S"] = new("name") } }, "AWS_BATCH" },
        { SpecPointers.Env, Plans.Job with { Env = new Dictionary<string, string> { ["AWS_BATCH_X"] = "1" } }, "AWS_BATCH" },
        { SpecPointers.Env, Plans.Job with { Array = new ArraySpec { Size = 2 }, Env = new Dictionary<string, string> { ["with.dot"] = "1" } }, "shell" },
        { SpecPointers.Env, Plans.Job with { Env = new Dictionary<string, string> { ["A"] = new string('x', 26_000) } }, "8,192" },
        { SpecPointers.Command, Plans.Job with { Command = ["run", new string('x', 26_000)] }, "8,192" },
        { SpecPointers.Mounts + "/0/source", Plans.Job with { Mounts = [new Mount { Source = "s3://bucket", Target = "/m" }] }, "EFS" },
        { SpecPointers.Mounts + "/0/target", Plans.Job with { Mounts = [new Mount { Source = "/d", Target = "m" }] }, "absolute" },
        { SpecPointers.AttemptRules + "/0/causes", Plans.Job with { Attempts = new AttemptPolicy { Max = 2, Rules = [new AttemptRule { Causes = [JobCause.Signal], Action = AttemptAction.Retry }] } }, "Signal" },
        {
            SpecPointers.AttemptRules + "/0/action",
            Plans.Job with { Attempts = new AttemptPolicy { Max = 2, Rules = [new AttemptRule { ExitCodes = [1, 2, 3, 4, 5, 6], Action = AttemptAction.Retry }] } }, "takes 5"
        },
        { SpecPointers.ArrayTasks, Plans.Job with { Array = new ArraySpec { Tasks = new TaskTable(["AWS_BATCH_X"], [["1"]]) } }, "AWS_BATCH" },
        { SpecPointers.DependsOn + "/0/job", Plans.Job with { DependsOn = [new JobDependency { Job = "local:x" }] }, "AWS" },
        { SpecPointers.DependsOn + "/0/job", Plans.Job with { DependsOn = [new JobDependency { Job = "aws:c/us-east-1/main/x" }] }, "us-east-1" },
        { SpecPointers.Native + "/aws", Plans.Job with { Native = Section("""{"prelud":false}""") }, "prelud" },
        { SpecPointers.Native + "/aws", Plans.Job with { Native = Section("""{"containerProperties":{"usr":"1"}}""") }, "usr" },
        { SpecPointers.Native + "/aws", Plans.Job with { Native = Section("""{"containerProperties":{"image":"x"}}""") }, "image" },
        { SpecPointers.Native + "/aws", Plans.Job with { Native = Section("""{"platform":"moon"}""") }, "moon" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_had_is_rejected_with_a_reason(string pointer, JobSpec spec, string reason)
    {
        var plan = Plans.Of(spec);
        var disposition = plan.At(pointer);

        Assert.Equal(DispositionKind.Rejected, disposition.Kind);
        Assert.Contains(reason, disposition.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.False(string.IsNullOrEmpty(disposition.Alternative));
    }

    [Theory]
    [InlineData(30, 60, DispositionKind.Rounded)]
    [InlineData(60, 60, DispositionKind.Honored)]
    [InlineData(60.5, 61, DispositionKind.Rounded)]
    public void Timeouts_are_whole_seconds_and_at_least_sixty(double seconds, int expected, DispositionKind kind)
    {
        var plan = Plans.Of(Plans.Job with { Timeout = TimeSpan.FromSeconds(seconds) });

        Assert.Equal((expected, kind), (plan.Request().Timeout!.AttemptDurationSeconds, plan.At(SpecPointers.Timeout).Kind));
    }

    [Theory]
    [InlineData(0.25, "1", DispositionKind.Rounded)]
    [InlineData(2, "2", DispositionKind.Honored)]
    public void On_ec2_vcpus_are_whole(double vCpus, string expected, DispositionKind kind)
    {
        var plan = Plans.Of(Plans.Job with { Resources = new ResourceSpec { VCpus = vCpus } });

        Assert.Equal((expected, kind), (plan.Translation().Definition.ContainerProperties!.ResourceRequirements![0].Value, plan.At(SpecPointers.VCpus).Kind));
    }

    [Fact]
    public void On_fargate_sizes_architecture_and_disk_are_the_jobs_own()
    {
        var plan = Plans.Of(
            Plans.Job with
            {
                Resources = new ResourceSpec { VCpus = 0.3, Memory = ByteSize.FromMebibytes(600), Architecture = CpuArchitecture.Arm64, DataDisk = new DataDiskSpec { Size = ByteSize.FromGibibytes(30) } },
            },
            Plans.FargateQueue);
        var container = plan.Translation().Definition.ContainerProperties!;

        Assert.Equal("VCPU=0.5 MEMORY=1024", string.Join(" ", container.ResourceRequirements!.Select(need => $"{need.Type}={need.Value}")));
        Assert.Equal(("ARM64", 30, "FARGATE"), (container.RuntimePlatform!.CpuArchitecture, container.EphemeralStorage!.SizeInGiB, plan.Translation().Definition.PlatformCapabilities![0]));
        Assert.Equal((DispositionKind.Rounded, DispositionKind.Rounded), (plan.At(SpecPointers.VCpus).Kind, plan.At(SpecPointers.Memory).Kind));
    }

    [Fact]
    public void Fargate_needs_an_execution_role_and_has_no_gpus_or_host()
    {
        var plan = Plans.Of(
            Plans.Job with { Resources = new ResourceSpec { Gpu = new GpuSpec { Count = 1 } }, Mounts = [new Mount { Source = "/data", Target = "/d" }] }, Plans.FargateQueue, new AwsBatchOptions());

        Assert.All(
            new[] { SpecPointers.IdentityExecution, SpecPointers.GpuCount, SpecPointers.Mounts + "/0/source" },
            pointer => Assert.Equal(DispositionKind.Rejected, plan.At(pointer).Kind));
    }

    [Fact]
    public void Secrets_need_an_execution_role()
    {
        var spec = Plans.Job with { Secrets = new Dictionary<string, SecretReference> { ["S"] = new("arn:aws:ssm:eu-west-1:123456789012:parameter/x") } };

        Assert.Equal(DispositionKind.Rejected, Plans.Of(spec, options: new AwsBatchOptions()).At(SpecPointers.Secrets).Kind);
        Assert.Equal("S", Assert.Single(Plans.Of(spec).Translation().Definition.ContainerProperties!.Secrets!).Name);
    }

    [Fact]
    public void Mounts_are_volumes_of_the_definition()
    {
        var container = Plans.Of(Plans.Job with
        {
            Mounts = [new Mount { Source = "/data", Target = "/d", ReadOnly = true }, new Mount { Source = "efs://fs-0123/share", Target = "/e" }],
        }).Translation().Definition.ContainerProperties!;

        Assert.Equal(("/data", "fs-0123", "/share", "ENABLED"), (
            container.Volumes![0].Host!.SourcePath, container.Volumes[1].EfsVolumeConfiguration!.FileSystemId,
            container.Volumes[1].EfsVolumeConfiguration!.RootDirectory, container.Volumes[1].EfsVolumeConfiguration!.TransitEncryption));
        Assert.Equal([("/d", true), ("/e", (bool?)null)], container.MountPoints!.Select(point => (point.ContainerPath, point.ReadOnly)));
    }

    [Fact]
    public void A_priority_needs_a_policy_and_belongs_to_a_share()
    {
        var request = Plans.Of(Plans.Job with { Priority = 7 }, Plans.Ec2Queue with { HasSchedulingPolicy = true }).Request();

        Assert.Equal((7, "default"), (request.SchedulingPriorityOverride, request.ShareIdentifier));
        Assert.Null(Plans.Of(Plans.Job).Request().ShareIdentifier);
    }

    [Fact]
    public void A_native_section_is_merged()
    {
        var plan = Plans.Of(new AwsJobSettings
        {
            PropagateTags = true,
            ContainerProperties = Plans.Json("""{"user":"nobody","linuxParameters":{"initProcessEnabled":true},"logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/own"}}}"""),
        }.AddTo(Plans.Job));
        var container = plan.Translation().Definition.ContainerProperties!;

        Assert.Equal(("nobody", true, "/own", true), (container.User, container.LinuxParameters!.InitProcessEnabled, container.LogConfiguration!.Options!["awslogs-group"], plan.Request().PropagateTags));
        Assert.Equal("example/image:1", container.Image);
    }

    [Theory]
    [InlineData(true, EnvironmentStatus.Ready, DispositionKind.Honored)]
    [InlineData(false, EnvironmentStatus.Ready, DispositionKind.Rejected)]
    [InlineData(true, EnvironmentStatus.Invalid, DispositionKind.Rejected)]
    [InlineData(true, EnvironmentStatus.Deleting, DispositionKind.Rejected)]
    public void A_queue_that_takes_no_jobs_is_refused_by_name(bool isEnabled, EnvironmentStatus status, DispositionKind expected)
    {
        var disposition = Plans.Of(Plans.Job, Plans.Ec2Queue with { IsEnabled = isEnabled, Status = status }).At(SpecPointers.Queue);

        Assert.Equal(expected, disposition.Kind);
        Assert.True(expected == DispositionKind.Honored || disposition.Detail!.Contains("main", StringComparison.Ordinal));
    }

    [Fact]
    public void An_offline_plan_says_what_it_could_not_look_at()
    {
        var plan = Plans.Of(Plans.Job with { Purchase = Purchase.Spot, Priority = 1, Resources = new ResourceSpec { Architecture = CpuArchitecture.Arm64 } }, mode: PlanMode.Offline);

        Assert.True(plan.IsAccepted);
        Assert.All(
            new[] { SpecPointers.Queue, SpecPointers.Purchase, SpecPointers.Priority, SpecPointers.Architecture },
            pointer => Assert.Equal(DispositionKind.Unverified, plan.At(pointer).Kind));
    }

    [Fact]
    public void A_long_name_is_cut_and_said()
    {
        var plan = Plans.Of(Plans.Job with { Name = new string('n', 120) });

        Assert.Equal(DispositionKind.Rounded, plan.At(SpecPointers.Name).Kind);
        Assert.True(plan.Request().JobName.Length <= 128);
    }

    [Fact]
    public void What_has_no_room_in_the_submit_goes_into_the_definition()
    {
        var plan = Plans.Of(Plans.Job with { Env = Enumerable.Range(0, 300).ToDictionary(number => $"MANY_{number}", number => $"value {number}") });

        Assert.Equal(300, plan.Translation().Definition.ContainerProperties!.Environment!.Count);
        Assert.Null(plan.Request().Variable("MANY_7"));
        Assert.Equal("0", plan.Request().Variable("MULTIBATCH_ARRAY_INDEX"));
    }

    [Fact]
    public void An_on_demand_segment_goes_to_the_other_queue()
    {
        var plan = Plans.Of(
            Plans.Job with { Purchase = Purchase.OnDemand },
            with: request => request with { Segment = new JobSegment { Submission = SubmissionId.FromText("all"), Number = 2, Purchase = PurchaseKind.OnDemand, AttemptsBefore = 1 } });

        Assert.Equal(("main--od", SubmissionId.FromText("all").ToString()), (plan.Request().JobQueue, plan.Request().Tags!["multibatch:segment-of"]));
    }

    private static Dictionary<string, System.Text.Json.JsonElement> Section(string json) => new() { ["aws"] = Plans.Json(json) };
}
