using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Google.Wire.Jobs;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>
/// Native jobs as specs: what a job was submitted as, from what the service keeps of it. Of an array that repeated some children, the rows of the others are
/// not known, and empty; they succeeded and are not run again.
/// </summary>
internal static class SpecMapper
{
    /// <summary>The spec of a job; null for one that is put together as no spec is.</summary>
    public static JobSpec? From(JobResource job, JobFacts facts)
    {
        if (job.TaskGroups is not [{ TaskSpec: { Runnables: [var runnable] } task } group] || runnable.Barrier is not null)
        {
            return null;
        }

        var (command, script) = Launcher.Read(runnable);
        var policy = job.AllocationPolicy;
        var instance = policy?.Instances is [{ Policy: { } machine }, ..] ? machine : null;
        return new JobSpec
        {
            Name = facts.Name,
            Queue = facts.Queue,
            Command = command is { Count: > 0 } ? command : null,
            Script = script,
            Image = runnable.Container?.ImageUri,
            Env = Variables(task, runnable),
            Secrets = task.Environment?.SecretVariables is { Count: > 0 } secrets
                ? secrets.ToDictionary(pair => pair.Key, pair => new SecretReference(pair.Value), StringComparer.Ordinal)
                : null,
            Mounts = Mounts(task, runnable.Container, instance),
            Resources = Resources(task, instance),
            Identity = policy?.ServiceAccount?.Email is { } email && facts.SubmissionId is not null ? new JobIdentity { Task = email } : null,
            Exclusive = group.TaskCountPerNode == 1 ? true : null,
            Purchase = JobMapper.PurchaseOf(instance?.ProvisioningModel) switch
            {
                PurchaseKind.Spot => Purchase.Spot,
                PurchaseKind.OnDemand => Purchase.OnDemand,
                _ => null,
            },
            Attempts = RetryMapper.From(task),
            Timeout = task.MaxRunDuration,
            Priority = job.Priority is > 0 and var priority ? (int)priority : null,
            Labels = facts.Labels.Count > 0 ? facts.Labels : null,
            Array = facts.IsArray ? Array(group, task, facts) : null,
        };
    }

    private static Dictionary<string, string>? Variables(TaskSpec task, Runnable runnable)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (task.Environments ?? Nothing).Concat(task.Environment?.Variables ?? Nothing).Concat(runnable.Environment?.Variables ?? Nothing))
        {
            if (!pair.Key.StartsWith(RuntimeVariables.Prefix, StringComparison.Ordinal))
            {
                own[pair.Key] = pair.Value;
            }
        }

        return own.Count > 0 ? own : null;
    }

    private static ArraySpec Array(TaskGroup group, TaskSpec task, JobFacts facts)
    {
        var whole = task.Environment?.Variables is { } variables && variables.TryGetValue(RuntimeVariables.ArraySize, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size >= facts.Tasks
            ? size
            : facts.Tasks;
        var parallelism = group.Parallelism is { } asked && asked < facts.Tasks ? (int)asked : (int?)null;
        var columns = group.TaskEnvironments?.SelectMany(row => row.Variables?.Keys ?? [])
            .Where(name => !name.StartsWith(RuntimeVariables.Prefix, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        if (columns is not { Count: > 0 })
        {
            return new ArraySpec { Size = whole, Parallelism = parallelism };
        }

        var rows = new IReadOnlyList<string>[whole];
        for (var task0 = 0; task0 < group.TaskEnvironments!.Count; task0++)
        {
            var index = facts.Indexes?[task0] ?? task0;
            var cells = group.TaskEnvironments[task0].Variables;
            rows[index] = columns.ConvertAll(column => cells is not null && cells.TryGetValue(column, out var cell) ? cell : string.Empty);
        }

        var empty = columns.ConvertAll(_ => string.Empty);
        return new ArraySpec { Tasks = new TaskTable(columns, [.. rows.Select(row => row ?? empty)]), Parallelism = parallelism };
    }

    private static ResourceSpec? Resources(TaskSpec task, InstancePolicy? instance)
    {
        var data = instance?.Disks?.FirstOrDefault(disk => disk.NewDisk is not null);
        var resources = new ResourceSpec
        {
            VCpus = task.ComputeResource?.CpuMilli is > 0 and var milli ? milli / 1000d : null,
            Memory = task.ComputeResource?.MemoryMib is > 0 and var mebibytes ? ByteSize.FromMebibytes(mebibytes) : null,
            MachineType = instance?.MachineType,
            Gpu = instance?.Accelerators is [{ Type: { } type } gpu, ..] ? new GpuSpec { Count = (int?)gpu.Count, Model = GpuTypes.ModelOf(type) } : null,
            BootDisk = instance?.BootDisk is { } boot && (boot.SizeGb is not null || boot.Type is not null)
                ? new DiskSpec { Size = boot.SizeGb is { } gigabytes ? ByteSize.FromGibibytes(gigabytes) : null, Type = boot.Type }
                : null,
            DataDisk = data is null ? null : new DataDiskSpec
            {
                Size = data.NewDisk!.SizeGb is { } size ? ByteSize.FromGibibytes(size) : null,
                Type = data.NewDisk.Type,
                MountPath = task.Volumes?.FirstOrDefault(volume => volume.DeviceName == data.DeviceName)?.MountPath,
            },
        };
        return resources == new ResourceSpec() ? null : resources;
    }

    private static List<Mount>? Mounts(TaskSpec task, Container? container, InstancePolicy? instance)
    {
        var mounts = new List<Mount>();
        foreach (var volume in task.Volumes ?? [])
        {
            var existing = instance?.Disks?.FirstOrDefault(disk => disk.DeviceName == volume.DeviceName)?.ExistingDisk;
            var source = volume.Gcs?.RemotePath is { } bucket ? "gs://" + bucket
                : volume.Nfs is { } nfs ? "nfs://" + nfs.Server + nfs.RemotePath
                : existing is not null ? "disk://" + existing
                : null;
            if (source is not null && volume.MountPath is { } path)
            {
                var (target, readOnly) = Bind(container, path);
                mounts.Add(new Mount { Source = source, Target = target ?? path, ReadOnly = readOnly || volume.MountOptions?.Any(option => option is "ro" or "-o ro" or "ro,noload") == true ? true : null });
            }
        }

        foreach (var bind in container?.Volumes ?? [])
        {
            var parts = bind.Split(':');
            if (parts.Length >= 2 && task.Volumes?.Any(volume => volume.MountPath == parts[0]) != true)
            {
                mounts.Add(new Mount { Source = parts[0], Target = parts[1], ReadOnly = parts.Length > 2 && parts[2] == "ro" ? true : null });
            }
        }

        return mounts.Count > 0 ? mounts : null;
    }

    private static (string? Target, bool ReadOnly) Bind(Container? container, string path)
    {
        foreach (var bind in container?.Volumes ?? [])
        {
            var parts = bind.Split(':');
            if (parts.Length >= 2 && parts[0] == path)
            {
                return (parts[1], parts.Length > 2 && parts[2] == "ro");
            }
        }

        return (null, false);
    }

    private static Dictionary<string, string> Nothing { get; } = [];
}
