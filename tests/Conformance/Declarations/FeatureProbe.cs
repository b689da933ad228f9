using System.Text.Json;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Planning;

namespace MultiBatch.Conformance.Declarations;

/// <summary>A job spec that asks for one feature, and the field by which it does.</summary>
public sealed class FeatureProbe
{
    private static readonly JobReference Earlier = new("conformance", "earlier");

    private readonly Func<JobSpec, string, JobSpec> _ask;

    private FeatureProbe(BatchFeature feature, string pointer, Func<JobSpec, string, JobSpec> ask, bool needsJob = false)
    {
        Feature = feature;
        Pointer = pointer;
        NeedsJob = needsJob;
        _ask = ask;
    }

    /// <summary>One for each feature that is asked for by a job spec.</summary>
    public static IReadOnlyList<FeatureProbe> All { get; } =
    [
        new(BatchFeature.Images, SpecPointers.Image, (spec, _) => spec with { Image = "example/image:1" }),
        new(BatchFeature.Scripts, SpecPointers.Script, (spec, _) => spec with { Command = null, Script = "exit 0" }),
        new(BatchFeature.EnvironmentVariables, SpecPointers.Env, (spec, _) => spec with { Env = Map("A", "b") }),
        new(BatchFeature.Secrets, SpecPointers.Secrets, (spec, _) =>
            spec with { Secrets = new Dictionary<string, SecretReference> { ["A"] = new("somewhere:else") } }),
        new(BatchFeature.Mounts, SpecPointers.Mounts + "/0/source", (spec, _) => spec with { Mounts = [new Mount { Source = "/data", Target = "/mnt/data" }] }),
        new(BatchFeature.Gpus, SpecPointers.GpuCount, (spec, _) => With(spec, new ResourceSpec { Gpu = new GpuSpec { Count = 1 } })),
        new(BatchFeature.Architectures, SpecPointers.Architecture, (spec, _) => With(spec, new ResourceSpec { Architecture = CpuArchitecture.Arm64 })),
        new(BatchFeature.MachineTypes, SpecPointers.MachineType, (spec, _) => With(spec, new ResourceSpec { MachineType = "standard-1" })),
        new(BatchFeature.BootDisks, SpecPointers.BootDiskSize, (spec, _) =>
            With(spec, new ResourceSpec { BootDisk = new DiskSpec { Size = ByteSize.FromGibibytes(50) } })),
        new(BatchFeature.DataDisks, SpecPointers.DataDiskSize, (spec, _) =>
            With(spec, new ResourceSpec { DataDisk = new DataDiskSpec { Size = ByteSize.FromGibibytes(50) } })),
        new(BatchFeature.Identities, SpecPointers.IdentityTask, (spec, _) => spec with { Identity = new JobIdentity { Task = "somebody" } }),
        new(BatchFeature.ExclusivePlacement, SpecPointers.Exclusive, (spec, _) => spec with { Exclusive = true }),
        new(BatchFeature.Spot, SpecPointers.Purchase, (spec, _) => spec with { Purchase = Purchase.Spot }),
        new(BatchFeature.SpotThenOnDemand, SpecPointers.Purchase, (spec, _) => spec with { Purchase = Purchase.SpotThenOnDemand() }),
        new(BatchFeature.Retries, SpecPointers.MaxAttempts, (spec, _) => spec with { Attempts = new AttemptPolicy { Max = 2 } }),
        new(BatchFeature.RetryByExitCode, SpecPointers.AttemptRules + "/0/exitCodes", (spec, _) =>
            With(spec, new AttemptRule { ExitCodes = [3], Action = AttemptAction.Retry })),
        new(BatchFeature.RetryByCause, SpecPointers.AttemptRules + "/0/causes", (spec, _) =>
            With(spec, new AttemptRule { Causes = [JobCause.HostLost], Action = AttemptAction.Retry })),
        new(BatchFeature.Timeouts, SpecPointers.Timeout, (spec, _) => spec with { Timeout = TimeSpan.FromHours(1) }),
        new(BatchFeature.JobPriority, SpecPointers.Priority, (spec, _) => spec with { Priority = 1 }),
        new(BatchFeature.Labels, SpecPointers.Labels, (spec, _) => spec with { Labels = Map("a", "b") }),
        new(BatchFeature.Arrays, SpecPointers.ArraySize, (spec, _) => spec with { Array = new ArraySpec { Size = 2 } }),
        new(BatchFeature.TaskTables, SpecPointers.ArrayTasks, (spec, _) =>
            spec with { Array = new ArraySpec { Tasks = new TaskTable(["A"], [["1"], ["2"]]) } }),
        new(BatchFeature.ArrayParallelism, SpecPointers.ArrayParallelism, (spec, _) => spec with { Array = new ArraySpec { Size = 2, Parallelism = 1 } }),
        new(BatchFeature.DependencyOnSuccess, SpecPointers.DependsOn + "/0/job", (spec, job) => After(spec, job, null, null), needsJob: true),
        new(BatchFeature.DependencyOnFailure, SpecPointers.DependsOn + "/0/on", (spec, job) => After(spec, job, DependencyCondition.Failure, null), needsJob: true),
        new(BatchFeature.DependencyOnAnyEnd, SpecPointers.DependsOn + "/0/on", (spec, job) => After(spec, job, DependencyCondition.AnyEnd, null), needsJob: true),
        new(BatchFeature.DependencyIndexToIndex, SpecPointers.DependsOn + "/0/mode", (spec, job) =>
            After(spec with { Array = new ArraySpec { Size = 2 } }, job, null, DependencyMode.IndexToIndex), needsJob: true),
    ];

    /// <summary>The feature.</summary>
    public BatchFeature Feature { get; }

    /// <summary>The field that asks for it.</summary>
    public string Pointer { get; }

    /// <summary>True when a job to wait for is needed.</summary>
    public bool NeedsJob { get; }

    /// <summary>A spec that asks for the feature.</summary>
    /// <param name="spec">What it is laid over.</param>
    /// <param name="job">A job to wait for; null for one that does not exist.</param>
    public JobSpec Ask(JobSpec spec, JobReference? job = null) => _ask(spec, (job ?? Earlier).ToString());

    /// <summary>The name of the feature.</summary>
    public override string ToString() => JsonNamingPolicy.CamelCase.ConvertName(Feature.ToString());

    private static Dictionary<string, string> Map(string name, string value) => new() { [name] = value };

    private static JobSpec With(JobSpec spec, ResourceSpec resources) => spec with
    {
        Resources = (spec.Resources ?? new ResourceSpec()) with
        {
            Gpu = resources.Gpu,
            Architecture = resources.Architecture,
            MachineType = resources.MachineType,
            BootDisk = resources.BootDisk,
            DataDisk = resources.DataDisk,
        },
    };

    private static JobSpec With(JobSpec spec, AttemptRule rule) =>
        spec with { Attempts = new AttemptPolicy { Max = 2, Rules = [rule], Otherwise = AttemptAction.Fail } };

    private static JobSpec After(JobSpec spec, string job, DependencyCondition? condition, DependencyMode? mode) =>
        spec with { DependsOn = [new JobDependency { Job = job, On = condition, Mode = mode }] };
}
