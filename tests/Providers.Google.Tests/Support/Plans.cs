using System.Text.Json;
using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Machines;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Planning;
using MultiBatch.Providers.Google.Wire.Jobs;
using MultiBatch.Queues;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Google.Tests.Support;

/// <summary>Plans of jobs, without a service.</summary>
internal static class Plans
{
    public static SubmissionId Id { get; } = SubmissionId.FromText("plan");

    public static JobSpec Job { get; } = new() { Name = "Job One", Queue = "main", Image = "example/image:1", Command = ["run", "it's"] };

    public static GoogleBatchOptions Options { get; } = new() { Project = "acme-proj", Region = "us-central1" };

    public static ComputeEnvironmentSpec Environment { get; } = new() { Name = "env", MachineTypes = ["e2-standard-4"] };

    public static JobQueueSpec Queue { get; } = new() { Name = "main", Environments = ["env"] };

    /// <summary>Plans that together use every field there is.</summary>
    public static IReadOnlyList<ProviderPlan> Various =>
    [
        Of(Job),
        Of(Job with { Image = null }),
        Of(Job with { Image = null, Command = null, Script = "#!/bin/bash\necho hello\n" }),
        Of(Job with { Command = null, Script = "echo hello" }),
        Of(Job with
        {
            Env = new Dictionary<string, string> { ["A"] = "1", ["EMPTY"] = "" },
            Secrets = new Dictionary<string, SecretReference> { ["TOKEN"] = new("projects/p/secrets/s/versions/3"), ["OTHER"] = new("projects/p/secrets/s") },
            Mounts =
            [
                new Mount { Source = "gs://bucket/sub", Target = "/data", ReadOnly = true },
                new Mount { Source = "nfs://10.0.0.2/share", Target = "/share" },
                new Mount { Source = "disk://projects/p/zones/us-central1-a/disks/d", Target = "/disk", ReadOnly = true },
                new Mount { Source = "/var/lib", Target = "/host" },
            ],
            Resources = new ResourceSpec
            {
                VCpus = 2.5, Memory = ByteSize.Parse("6GiB"), Gpu = new GpuSpec { Count = 2, Model = "T4" }, MachineType = "n1-standard-8",
                BootDisk = new DiskSpec { Size = ByteSize.Parse("50GiB"), Type = "pd-ssd" }, DataDisk = new DataDiskSpec { Size = ByteSize.Parse("400GiB"), Type = "local-ssd", MountPath = "/scratch" },
            },
            Identity = new JobIdentity { Task = "sa@acme-proj.iam.gserviceaccount.com" },
            Exclusive = true,
            Purchase = Purchase.Spot,
            Attempts = new AttemptPolicy { Max = 3, Rules = [new AttemptRule { ExitCodes = [75], Action = AttemptAction.Retry }], Otherwise = AttemptAction.Fail },
            Timeout = TimeSpan.FromMinutes(90.5),
            Priority = 50,
            Labels = new Dictionary<string, string> { ["team"] = "genomics" },
        }, environment: new ComputeEnvironmentSpec { Name = "env", MachineTypes = ["n1-standard-8"], Network = new NetworkSpec { Network = "own", Subnets = ["sub"], PublicAddress = false } }),
        Of(Job with { Array = new ArraySpec { Size = 3, Parallelism = 2 } }),
        Of(Job with { Array = new ArraySpec { Tasks = new TaskTable(["X", "Y"], [["a", "1"], ["b", ""]]) } }),
        Of(Job with
        {
            Native = new Dictionary<string, JsonElement>
            {
                ["google"] = Json(
                    """
                    {"allowedLocations":["zones/us-central1-a"],"minCpuPlatform":"Intel Ice Lake","reservation":"NO_RESERVATION","installOpsAgent":true,"blockProjectSshKeys":true,
                     "placement":{"collocation":"COLLOCATED","maxDistance":"2"},"tags":["web"],"scopes":["https://www.googleapis.com/auth/cloud-platform"],"schedulingPolicy":"IN_ORDER",
                     "taskCountPerNode":2,"requireHostsFile":true,"permissiveSsh":true,"runAsNonRoot":true,
                     "container":{"options":"--privileged","blockExternalNetwork":true,"username":"u","password":"projects/p/secrets/s/versions/1","enableImageStreaming":true},
                     "notifications":[{"pubsubTopic":"projects/p/topics/t","message":{"type":"JOB_STATE_CHANGED","newJobState":"FAILED"}}],
                     "logsPolicy":{"destination":"CLOUD_LOGGING","cloudLoggingOption":{"useGenericTaskMonitoredResource":true}}}
                    """),
            },
        }),
    ];

    public static ProviderPlan Of(
        JobSpec spec,
        GoogleBatchOptions? options = null,
        ComputeEnvironmentSpec? environment = null,
        JobQueueSpec? queue = null,
        MachineChoice? machine = null,
        Func<PlanRequest, PlanRequest>? with = null)
    {
        var request = new PlanRequest { SubmissionId = Id, Spec = spec, Mode = PlanMode.Connected, Queue = queue ?? Queue, Environment = environment ?? Environment, Machine = machine };
        request = with?.Invoke(request) ?? request;
        return new JobPlanner(request, new PlanFacts { Options = options ?? Options, Region = "us-central1", Project = "acme-proj", Machine = machine }).Plan();
    }

    public static FieldDisposition At(this ProviderPlan plan, string pointer) => plan.Dispositions.Single(disposition => disposition.Pointer == pointer);

    public static JobTranslation Translation(this ProviderPlan plan)
    {
        Assert.True(plan.IsAccepted, string.Join("\n", plan.Dispositions.Where(disposition => disposition.Kind == DispositionKind.Rejected)));
        return (JobTranslation)plan.State!;
    }

    public static JobResource Native(this ProviderPlan plan) => plan.Translation().Job;

    public static TaskGroup Group(this ProviderPlan plan) => plan.Native().TaskGroups![0];

    public static TaskSpec Task(this ProviderPlan plan) => plan.Group().TaskSpec!;

    public static InstancePolicy Instance(this ProviderPlan plan) => plan.Native().AllocationPolicy!.Instances![0].Policy!;

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
