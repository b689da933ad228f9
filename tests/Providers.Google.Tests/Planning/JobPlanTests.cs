using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Machines;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;
using MultiBatch.Providers.Google.Tests.Support;
using MultiBatch.Queues;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Google.Tests.Planning;

public sealed class JobPlanTests
{
    [Fact]
    public void Every_field_that_is_set_is_given_a_disposition()
    {
        Assert.All(Plans.Various, plan =>
        {
            Assert.True(plan.IsAccepted, string.Join("\n", plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected)));
            Assert.All(SpecFields.Of(plan.Request.Spec), field => Assert.Contains(plan.Dispositions, disposition => disposition.Pointer == field));
        });
    }

    [Fact]
    public void Job_id_and_request_id_are_always_sent_and_always_the_same()
    {
        var (first, second) = (Plans.Of(Plans.Job).Translation(), Plans.Of(Plans.Job).Translation());

        Assert.Equal("j" + Plans.Id, first.JobId);
        Assert.True(JobIds.IsPossible(first.JobId));
        Assert.Equal((first.JobId, first.RequestId), (second.JobId, second.RequestId));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", first.RequestId);
        Assert.NotEqual(first.RequestId, JobIds.SubmitRequest(SubmissionId.FromText("another")));
    }

    [Fact]
    public void What_a_job_is_looked_up_and_listed_by_is_in_labels_and_the_rest_in_variables()
    {
        var plan = Plans.Of(
            Plans.Job with { Labels = new Dictionary<string, string> { ["team"] = "x" } },
            with: request => request with
            {
                RestartOf = new JobReference("google", "jold") { Region = "us-central1", Queue = "main", Index = 4 },
                Segment = new JobSegment { Submission = Plans.Id, Number = 2, Purchase = PurchaseKind.OnDemand },
            });
        var (job, variables) = (plan.Native(), plan.Task().Environment!.Variables!);

        Assert.Equal(
            [("multibatch-name", "job-one"), ("multibatch-queue", "main"), ("multibatch-segment-of", Plans.Id.ToString()), ("multibatch-submission", Plans.Id.ToString()), ("team", "x")],
            job.Labels!.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => (label.Key, label.Value)));
        Assert.Equal([("multibatch-queue", "main"), ("team", "x")], job.AllocationPolicy!.Labels!.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => (label.Key, label.Value)));
        Assert.Equal(("Job One", "google:/us-central1/main/jold"), (variables["MULTIBATCH_JOB_NAME"], variables["MULTIBATCH_RESTART_OF"]));
        Assert.Equal(("0", "1", "j" + Plans.Id), (variables["MULTIBATCH_ARRAY_INDEX"], variables["MULTIBATCH_ARRAY_SIZE"], variables["MULTIBATCH_JOB_ID"]));
    }

    [Fact]
    public void Resources_and_machine_type_are_both_sent_whoever_chose()
    {
        var choice = new MachineChoice { MachineType = "n2-standard-2", Why = "cheapest" };
        var none = new ComputeEnvironmentSpec { Name = "env" };
        (string? Type, string Plan)[] cases =
        [
            (Plans.Of(Plans.Job with { Resources = new ResourceSpec { MachineType = "c2-standard-4" } }, environment: none, machine: choice).Instance().MachineType, "c2-standard-4"),
            (Plans.Of(Plans.Job, machine: choice).Instance().MachineType, "e2-standard-4"),
            (Plans.Of(Plans.Job, environment: none, machine: choice).Instance().MachineType, "n2-standard-2"),
            (Plans.Of(Plans.Job, environment: none, options: Plans.Options with { MachineType = "e2-small" }).Instance().MachineType, "e2-small"),
        ];

        Assert.All(cases, item => Assert.Equal(item.Plan, item.Type));
        var resources = Plans.Of(Plans.Job).Task().ComputeResource!;
        Assert.Equal((2000L, 2000L), (resources.CpuMilli, resources.MemoryMib));
        Assert.Equal(DispositionKind.Rejected, Plans.Of(Plans.Job, environment: none).At(SpecPointers.MachineType).Kind);
        Assert.Equal(DispositionKind.Rejected, Plans.Of(Plans.Job with { Resources = new ResourceSpec { MachineType = "c2-standard-4" } }).At(SpecPointers.MachineType).Kind);
    }

    [Fact]
    public void Resources_are_rounded_up_and_it_is_said()
    {
        var plan = Plans.Of(Plans.Job with { Resources = new ResourceSpec { VCpus = 0.33333, Memory = new ByteSize(1_000_000_001) } });

        Assert.Equal((334L, 954L), (plan.Task().ComputeResource!.CpuMilli, plan.Task().ComputeResource!.MemoryMib));
        Assert.Equal((DispositionKind.Rounded, DispositionKind.Rounded), (plan.At(SpecPointers.VCpus).Kind, plan.At(SpecPointers.Memory).Kind));
    }

    [Theory]
    [InlineData("""{"allowedLocations":["zones/us-central1-a","zones/us-central1-b"]}""", true)]
    [InlineData("""{"allowedLocations":["us-central1"]}""", true)]
    [InlineData("""{"allowedLocations":["regions/europe-west1"]}""", false)]
    [InlineData("""{"allowedLocations":["zones/europe-west1-b"]}""", false)]
    [InlineData("""{"allowedLocations":["zones/us-central10-a"]}""", false)]
    [InlineData("""{"allowedLocations":["regions/us-central1","zones/us-central1-a"]}""", false)]
    public void Locations_outside_the_region_are_refused(string native, bool isAllowed)
    {
        var section = new Dictionary<string, System.Text.Json.JsonElement> { ["google"] = Plans.Json(native) };

        Assert.Equal(isAllowed, Plans.Of(Plans.Job with { Native = section }).IsAccepted);
        Assert.Equal(isAllowed, Plans.Of(Plans.Job, environment: Plans.Environment with { Native = section }).IsAccepted);
        Assert.Equal(isAllowed, Google.Planning.EnvironmentPlanner.Plan(Plans.Environment with { Native = section }, "us-central1").All(disposition => disposition.Kind != DispositionKind.Rejected));
    }

    [Fact]
    public void Machines_stand_where_and_are_bought_as_the_environment_says()
    {
        var plan = Plans.Of(Plans.Job, environment: new ComputeEnvironmentSpec
        {
            Name = "env",
            MachineTypes = ["t2a-standard-4"],
            Purchase = Purchase.Spot,
            MachineIdentity = "m@p.iam.gserviceaccount.com",
            MachineImage = "batch-cos",
            BootDisk = new DiskSpec { Size = ByteSize.Parse("30GiB"), Type = "pd-ssd" },
            Network = new NetworkSpec { Network = "net", Subnets = ["sub"], PublicAddress = false },
            Native = new Dictionary<string, System.Text.Json.JsonElement> { ["google"] = Plans.Json("""{"allowedLocations":["us-central1-a"],"tags":["x"],"minCpuPlatform":"Ampere Altra"}""") },
        });
        var (policy, instance) = (plan.Native().AllocationPolicy!, plan.Instance());

        Assert.Equal(("t2a-standard-4", "SPOT", "Ampere Altra"), (instance.MachineType, instance.ProvisioningModel, instance.MinCpuPlatform));
        Assert.Equal(("batch-cos", 30L, "pd-ssd"), (instance.BootDisk!.Image, instance.BootDisk.SizeGb, instance.BootDisk.Type));
        Assert.Equal("m@p.iam.gserviceaccount.com", policy.ServiceAccount!.Email);
        Assert.Equal(["zones/us-central1-a"], policy.Location!.AllowedLocations!);
        Assert.Equal(["x"], policy.Tags!);
        var place = Assert.Single(policy.Network!.NetworkInterfaces!);
        Assert.Equal(("global/networks/net", "regions/us-central1/subnetworks/sub", true), (place.Network, place.Subnetwork, place.NoExternalIpAddress));
    }

    [Fact]
    public void Gpus_are_attached_by_model_and_drivers_are_installed()
    {
        var plan = Plans.Of(Plans.Job with { Resources = new ResourceSpec { Gpu = new GpuSpec { Count = 2, Model = "t4" } } });

        var gpu = Assert.Single(plan.Instance().Accelerators!);
        Assert.Equal(("nvidia-tesla-t4", 2L, true), (gpu.Type, gpu.Count, plan.Native().AllocationPolicy!.Instances![0].InstallGpuDrivers));
        Assert.Equal("--gpus all", plan.Task().Runnables![0].Container!.Options);
        Assert.Equal(DispositionKind.Rejected, Plans.Of(Plans.Job with { Resources = new ResourceSpec { Gpu = new GpuSpec { Model = "Voodoo2" } } }).At(SpecPointers.GpuModel).Kind);
        Assert.Equal(DispositionKind.Rejected, Plans.Of(Plans.Job with { Resources = new ResourceSpec { Gpu = new GpuSpec { Count = 1 } } }).At(SpecPointers.GpuModel).Kind);
        Assert.True(Plans.Of(Plans.Job with { Resources = new ResourceSpec { Gpu = new GpuSpec { Count = 1 } } }, environment: Plans.Environment with { MachineTypes = ["g2-standard-4"] }).IsAccepted);
    }

    [Fact]
    public void A_container_sees_mounts_where_it_wants_them()
    {
        var plan = Plans.Of(Plans.Job with
        {
            Mounts =
            [
                new Mount { Source = "gs://bucket/sub/", Target = "/data", ReadOnly = true },
                new Mount { Source = "nfs://10.0.0.2/share", Target = "/share" },
                new Mount { Source = "/host", Target = "/in" },
            ],
        });

        Assert.Equal(["/mnt/disks/multibatch-0:/data:ro", "/mnt/disks/multibatch-1:/share:rw", "/host:/in:rw"], plan.Task().Runnables![0].Container!.Volumes!);
        Assert.Equal(["/mnt/disks/multibatch-0", "/mnt/disks/multibatch-1"], plan.Task().Volumes!.Select(volume => volume.MountPath!));
        Assert.Equal(("bucket/sub", "10.0.0.2", "/share"), (plan.Task().Volumes![0].Gcs!.RemotePath, plan.Task().Volumes![1].Nfs!.Server, plan.Task().Volumes![1].Nfs!.RemotePath));
    }

    [Theory]
    [InlineData("efs://fs-1/x", "/data")]
    [InlineData("gs://", "/data")]
    [InlineData("nfs://server", "/data")]
    [InlineData("relative", "/data")]
    [InlineData("/host", "/elsewhere")]
    public void A_mount_that_cannot_be_is_refused(string source, string target) =>
        Assert.Equal(DispositionKind.Rejected, Plans.Of(Plans.Job with { Image = null, Mounts = [new Mount { Source = source, Target = target }] }).At("/mounts/0/source").Kind);

    [Theory]
    [InlineData("projects/p/secrets/s/versions/7", "projects/p/secrets/s/versions/7")]
    [InlineData("projects/p/secrets/s", "projects/p/secrets/s/versions/latest")]
    [InlineData("arn:aws:secretsmanager:x", null)]
    [InlineData("s", null)]
    public void Secrets_are_versions_in_Secret_Manager(string source, string? expected)
    {
        var plan = Plans.Of(Plans.Job with { Secrets = new Dictionary<string, SecretReference> { ["TOKEN"] = new(source) } });

        Assert.Equal(expected is not null, plan.IsAccepted);
        if (expected is not null)
        {
            Assert.Equal(expected, plan.Task().Environment!.SecretVariables!["TOKEN"]);
        }
    }

    [Fact]
    public void A_job_has_its_own_priority_else_its_queue_s_scaled()
    {
        Assert.Equal(50, Plans.Of(Plans.Job with { Priority = 50 }, queue: Plans.Queue with { Priority = 999 }).Native().Priority);
        Assert.Equal(99, Plans.Of(Plans.Job, queue: Plans.Queue with { Priority = 999 }).Native().Priority);
        Assert.Equal(1, Plans.Of(Plans.Job, queue: Plans.Queue with { Priority = 1 }).Native().Priority);
        Assert.Null(Plans.Of(Plans.Job).Native().Priority);
    }

    [Fact]
    public void Logs_are_always_kept_in_Cloud_Logging_or_on_the_connection_s_path()
    {
        Assert.Equal("CLOUD_LOGGING", Plans.Of(Plans.Job).Native().LogsPolicy!.Destination);
        var policy = Plans.Of(Plans.Job, options: Plans.Options with { LogsPath = "/mnt/disks/share/logs" }).Native().LogsPolicy!;

        // Without the slash there would be one file in place of three.
        Assert.Equal(("PATH", "/mnt/disks/share/logs/"), (policy.Destination, policy.LogsPath));
    }

    [Theory]
    [InlineData("""{"unknown":1}""")]
    [InlineData("""{"taskCountPerNode":"x"}""")]
    [InlineData("""{"container":{"imageUri":"x"}}""")]
    [InlineData("""{"container":{"password":"hunter2"}}""")]
    [InlineData("""{"container":{"unknown":"x"}}""")]
    [InlineData("""{"schedulingPolicy":"SOMEDAY"}""")]
    [InlineData("[]")]
    public void Native_settings_that_cannot_be_are_refused(string section) => Assert.Equal(
        DispositionKind.Rejected, Plans.Of(Plans.Job with { Native = new Dictionary<string, System.Text.Json.JsonElement> { ["google"] = Plans.Json(section) } }).At("/native/google").Kind);

    [Fact]
    public void Typed_native_settings_are_what_the_section_says()
    {
        var settings = new GoogleJobSettings { AllowedLocations = ["zones/us-central1-a"], TaskCountPerNode = 2, SchedulingPolicy = "IN_ORDER", Container = Plans.Json("""{"options":"--privileged"}""") };

        var plan = Plans.Of(settings.AddTo(Plans.Job with { Array = new ArraySpec { Size = 3 } }));

        Assert.Equal((2L, "IN_ORDER", 1L, "--privileged"), (plan.Group().TaskCountPerNode, plan.Group().SchedulingPolicy, plan.Group().Parallelism, plan.Task().Runnables![0].Container!.Options));
    }

    [Theory]
    [InlineData(DependencyCondition.Success, "SUCCEEDED")]
    [InlineData(DependencyCondition.Failure, "FAILED")]
    [InlineData(DependencyCondition.AnyEnd, "FINISHED")]
    public void Dependencies_are_the_alpha_API_s_where_it_is_allowed(DependencyCondition on, string expected)
    {
        var spec = Plans.Job with { DependsOn = [new JobDependency { Job = "google:/us-central1/main/jabc", On = on }] };

        var (held, native) = (Plans.Of(spec), Plans.Of(spec, options: Plans.Options with { UseAlphaDependencies = true }).Translation());

        Assert.True(held.At("/dependsOn/0/job").NeedsClient);
        Assert.True(native.IsAlpha);
        Assert.Equal(expected, Assert.Single(native.Job.Dependencies!).Items!["jabc"]);
    }

    [Theory]
    [InlineData("google:/europe-west1/main/jabc")]
    [InlineData("google:/us-central1/main/jabc#3")]
    [InlineData("google:/us-central1/main/held-01h")]
    public void What_the_service_cannot_wait_for_a_client_does(string job)
    {
        var plan = Plans.Of(Plans.Job with { DependsOn = [new JobDependency { Job = job }] }, options: Plans.Options with { UseAlphaDependencies = true });

        Assert.True(job.Contains("held-", StringComparison.Ordinal) || plan.At("/dependsOn/0/job").NeedsClient);
    }

    [Fact]
    public void Index_by_index_is_refused_with_what_to_do() => Assert.Equal(
        "two steps in one task",
        Plans.Of(Plans.Job with { Array = new ArraySpec { Size = 2 }, DependsOn = [new JobDependency { Job = "google:x", Mode = DependencyMode.IndexToIndex }] }).At("/dependsOn/0/mode").Alternative);

    [Fact]
    public void A_disabled_environment_takes_no_jobs() =>
        Assert.Equal(DispositionKind.Rejected, Plans.Of(Plans.Job, environment: Plans.Environment with { Enabled = false }).At(SpecPointers.Queue).Kind);

    [Theory]
    [InlineData(JobCause.OutOfMemory, AttemptAction.Retry)]
    [InlineData(JobCause.ImagePull, AttemptAction.Fail)]
    [InlineData(JobCause.TimedOut, AttemptAction.Retry)]
    public void Causes_without_a_code_of_the_service_s_are_refused(JobCause cause, AttemptAction action) => Assert.Equal(
        DispositionKind.Rejected,
        Plans.Of(Plans.Job with { Attempts = new AttemptPolicy { Max = 2, Rules = [new AttemptRule { Causes = [cause], Action = action }] } }).At("/attempts/rules/0/causes").Kind);
}
