using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.Planning;

/// <summary>
/// Names every field that is set in a spec, by JSON Pointer. A plan must say what becomes of each of them.
/// Maps and lists of scalars are one field; items of lists of objects are named member by member.
/// </summary>
/// <remarks>Written out by hand, as it runs for every submit; a test compares it with the models.</remarks>
public static class SpecFields
{
    /// <summary>The fields that are set in a job spec.</summary>
    public static IReadOnlyList<string> Of(JobSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);

        var fields = new List<string>(12);
        Add(fields, SpecPointers.Name, spec.Name);
        Add(fields, SpecPointers.Queue, spec.Queue);
        Add(fields, SpecPointers.Definition, spec.Definition);
        Add(fields, SpecPointers.Parameters, spec.Parameters);
        Add(fields, SpecPointers.Command, spec.Command);
        Add(fields, SpecPointers.Script, spec.Script);
        Add(fields, SpecPointers.Image, spec.Image);
        Add(fields, SpecPointers.Env, spec.Env);
        Add(fields, SpecPointers.Secrets, spec.Secrets);
        AddMounts(fields, spec.Mounts);
        AddResources(fields, spec.Resources);
        Add(fields, SpecPointers.IdentityTask, spec.Identity?.Task);
        Add(fields, SpecPointers.IdentityExecution, spec.Identity?.Execution);
        Add(fields, SpecPointers.Exclusive, spec.Exclusive);
        Add(fields, SpecPointers.Purchase, spec.Purchase);
        AddAttempts(fields, spec.Attempts);
        Add(fields, SpecPointers.Timeout, spec.Timeout);
        Add(fields, SpecPointers.Priority, spec.Priority);
        Add(fields, SpecPointers.Labels, spec.Labels);
        AddDependencies(fields, spec.DependsOn);
        Add(fields, SpecPointers.ArraySize, spec.Array?.Size);
        Add(fields, SpecPointers.ArrayTasks, spec.Array?.Tasks);
        Add(fields, SpecPointers.ArrayParallelism, spec.Array?.Parallelism);
        foreach (var section in spec.Native?.Keys ?? [])
        {
            fields.Add(SpecPointers.Item(SpecPointers.Native, section));
        }

        return fields;
    }

    /// <summary>The fields that are set in an environment spec.</summary>
    public static IReadOnlyList<string> Of(ComputeEnvironmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);

        var fields = new List<string>(8) { "/name" };
        Add(fields, "/kind", spec.Kind);
        Add(fields, "/maxVcpus", spec.MaxVCpus);
        Add(fields, "/minVcpus", spec.MinVCpus);
        Add(fields, "/maxMemory", spec.MaxMemory);
        Add(fields, "/machineTypes", spec.MachineTypes);
        Add(fields, "/purchase", spec.Purchase);
        Add(fields, "/architecture", spec.Architecture);
        Add(fields, "/machineImage", spec.MachineImage);
        Add(fields, "/bootDisk/size", spec.BootDisk?.Size);
        Add(fields, "/bootDisk/type", spec.BootDisk?.Type);
        Add(fields, "/network/network", spec.Network?.Network);
        Add(fields, "/network/subnets", spec.Network?.Subnets);
        Add(fields, "/network/securityGroups", spec.Network?.SecurityGroups);
        Add(fields, "/network/publicAddress", spec.Network?.PublicAddress);
        Add(fields, "/machineIdentity", spec.MachineIdentity);
        Add(fields, "/enabled", spec.Enabled);
        Add(fields, "/labels", spec.Labels);
        foreach (var section in spec.Native?.Keys ?? [])
        {
            fields.Add(SpecPointers.Item("/native", section));
        }

        return fields;
    }

    /// <summary>The fields that are set in a queue spec.</summary>
    public static IReadOnlyList<string> Of(JobQueueSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);

        var fields = new List<string>(8) { "/name" };
        Add(fields, "/priority", spec.Priority);
        Add(fields, "/environments", spec.Environments);
        Add(fields, "/enabled", spec.Enabled);
        Add(fields, "/maxWait", spec.MaxWait);
        Add(fields, "/schedulingPolicy", spec.SchedulingPolicy);
        Add(fields, "/labels", spec.Labels);
        foreach (var section in spec.Native?.Keys ?? [])
        {
            fields.Add(SpecPointers.Item("/native", section));
        }

        return fields;
    }

    private static void AddMounts(List<string> fields, IReadOnlyList<Mount>? mounts)
    {
        for (var index = 0; index < mounts?.Count; index++)
        {
            var item = SpecPointers.Item(SpecPointers.Mounts, index);
            fields.Add(item + "/source");
            fields.Add(item + "/target");
            Add(fields, item + "/readOnly", mounts[index].ReadOnly);
        }
    }

    private static void AddResources(List<string> fields, ResourceSpec? resources)
    {
        if (resources is null)
        {
            return;
        }

        Add(fields, SpecPointers.VCpus, resources.VCpus);
        Add(fields, SpecPointers.Memory, resources.Memory);
        Add(fields, SpecPointers.GpuCount, resources.Gpu?.Count);
        Add(fields, SpecPointers.GpuModel, resources.Gpu?.Model);
        Add(fields, SpecPointers.Architecture, resources.Architecture);
        Add(fields, SpecPointers.MachineType, resources.MachineType);
        Add(fields, SpecPointers.BootDiskSize, resources.BootDisk?.Size);
        Add(fields, SpecPointers.BootDiskType, resources.BootDisk?.Type);
        Add(fields, SpecPointers.DataDiskSize, resources.DataDisk?.Size);
        Add(fields, SpecPointers.DataDiskType, resources.DataDisk?.Type);
        Add(fields, SpecPointers.DataDiskMountPath, resources.DataDisk?.MountPath);
    }

    private static void AddAttempts(List<string> fields, AttemptPolicy? attempts)
    {
        Add(fields, SpecPointers.MaxAttempts, attempts?.Max);
        for (var index = 0; index < attempts?.Rules?.Count; index++)
        {
            var item = SpecPointers.Item(SpecPointers.AttemptRules, index);
            Add(fields, item + "/exitCodes", attempts.Rules[index].ExitCodes);
            Add(fields, item + "/causes", attempts.Rules[index].Causes);
            fields.Add(item + "/action");
        }

        Add(fields, SpecPointers.AttemptOtherwise, attempts?.Otherwise);
    }

    private static void AddDependencies(List<string> fields, IReadOnlyList<JobDependency>? dependencies)
    {
        for (var index = 0; index < dependencies?.Count; index++)
        {
            var item = SpecPointers.Item(SpecPointers.DependsOn, index);
            fields.Add(item + "/job");
            Add(fields, item + "/mode", dependencies[index].Mode);
            Add(fields, item + "/on", dependencies[index].On);
        }
    }

    private static void Add(List<string> fields, string pointer, object? value)
    {
        if (value is not null)
        {
            fields.Add(pointer);
        }
    }
}
