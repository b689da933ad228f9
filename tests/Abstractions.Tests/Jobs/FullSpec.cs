using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Jobs;

namespace MultiBatch.Abstractions.Tests.Jobs;

/// <summary>A spec with every property set; a test fails when a new property is forgotten here.</summary>
internal static class FullSpec
{
    public static JobSpec Create() => new()
    {
        Name = "full",
        Queue = "main",
        Definition = new JobDefinitionReference("align", 3),
        Parameters = new Dictionary<string, string> { ["in"] = "a" },
        Command = ["echo", "Ref::in"],
        Script = "echo hi\n",
        Image = "alpine:3",
        Env = new Dictionary<string, string> { ["A"] = "1", ["B/C~"] = "" },
        Secrets = new Dictionary<string, SecretReference> { ["TOKEN"] = new("env:TOKEN") },
        Mounts = [new Mount { Source = "/data", Target = "/data", ReadOnly = true }],
        Resources = new ResourceSpec
        {
            VCpus = 0.5,
            Memory = ByteSize.FromMebibytes(512),
            Gpu = new GpuSpec { Count = 1, Model = "T4" },
            Architecture = CpuArchitecture.Arm64,
            MachineType = "m7g.large",
            BootDisk = new DiskSpec { Size = ByteSize.FromGibibytes(30), Type = "gp3" },
            DataDisk = new DataDiskSpec { Size = ByteSize.FromGibibytes(100), Type = "gp3", MountPath = "/scratch" },
        },
        Identity = new JobIdentity { Task = "role/task", Execution = "role/exec" },
        Exclusive = true,
        Purchase = Purchase.SpotThenOnDemand(2),
        Attempts = new AttemptPolicy
        {
            Max = 3,
            Rules = [new AttemptRule { ExitCodes = [1, 2], Causes = [JobCause.HostLost], Action = AttemptAction.Retry }],
            Otherwise = AttemptAction.Fail,
        },
        Timeout = TimeSpan.FromMinutes(90),
        Priority = 7,
        Labels = new Dictionary<string, string> { ["team"] = "genomics" },
        DependsOn = [new JobDependency { Job = "local:first", Mode = DependencyMode.IndexToIndex, On = DependencyCondition.AnyEnd }],
        Array = new ArraySpec { Size = 2, Tasks = new TaskTable(["X"], [["1"], [""]]), Parallelism = 1 },
        Native = new Dictionary<string, JsonElement> { ["aws"] = JsonDocument.Parse("""{"shareIdentifier":"a"}""").RootElement },
    };
}
