using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>vCPUs, memory, GPUs and what else a task needs of its node.</summary>
internal static class ResourceFields
{
    private const double DefaultVCpus = 1;

    public static void Plan(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        var resources = spec.Resources;
        PlanSlots(spec, facts.Pool, draft, list);
        if (facts.Pool is { HasContainers: true })
        {
            if (resources?.VCpus is { } vCpus)
            {
                draft.RunOptions.Add("--cpus=" + Text(vCpus));
            }

            if (resources?.Memory is { } memory)
            {
                draft.RunOptions.Add("--memory=" + memory.MebibytesRoundedUp.ToString(CultureInfo.InvariantCulture) + "m");
            }
        }

        PlanGpu(resources, facts.Pool, draft, list);
        PlanArchitecture(resources, facts.Pool, list);
        PlanMachineType(resources, facts.Pool, list);
        foreach (var pointer in new[]
        {
            SpecPointers.BootDiskSize, SpecPointers.BootDiskType, SpecPointers.DataDiskSize, SpecPointers.DataDiskType, SpecPointers.DataDiskMountPath,
        })
        {
            list.RejectIfSet(pointer, AzureReasons.Disk, "a VM size with a larger disk, or a mount of the pool", AzureSources.Pools);
        }

        if (draft.Native.ContainerRunOptions is { } more)
        {
            draft.RunOptions.Add(more);
        }
    }

    private static void PlanSlots(JobSpec spec, PoolFacts? pool, JobDraft draft, DispositionList list)
    {
        var (vCpus, memory) = (spec.Resources?.VCpus, spec.Resources?.Memory);
        if (pool is null)
        {
            draft.RequiredSlots = Math.Max(1, (int)Math.Ceiling((vCpus ?? DefaultVCpus) * Slots.PerVCpu));
            foreach (var pointer in new[] { SpecPointers.VCpus, SpecPointers.Memory })
            {
                if (list.IsOpen(pointer))
                {
                    list.Add(FieldDisposition.Unverified(pointer, "the pool has to be read: its VM size and its slots"));
                }
            }

            return;
        }

        draft.RequiredSlots = spec.Exclusive == true ? pool.Slots : Slots.OfTask(pool.Slots, pool.Size, vCpus ?? DefaultVCpus, memory);
        var cpuSlots = Slots.OfTask(pool.Slots, pool.Size, vCpus ?? DefaultVCpus, null);
        var held = pool.HasContainers ? "and held to" : "for placement; a process is not held to it";
        var how = $"{draft.RequiredSlots} of the {pool.Slots} task slots of a node, {held}";
        if (vCpus is null)
        {
            list.Add(FieldDisposition.Defaulted(SpecPointers.VCpus, Text(DefaultVCpus), $"what a job gets that asks for none: {how}"));
        }
        else if (list.IsOpen(SpecPointers.VCpus))
        {
            list.Add(cpuSlots > pool.Slots
                ? FieldDisposition.Rejected(
                    SpecPointers.VCpus, $"{Text(vCpus.Value)} vCPUs are more than a node of '{pool.Id}' ({pool.VmSize}) has: the task would wait for ever, and a pool that scales would grow for it",
                    pool.Size is { } size ? $"at most {size.VCpus}, or a queue with larger nodes" : "a queue with larger nodes", AzureSources.Slots)
                : FieldDisposition.Honored(SpecPointers.VCpus, how));
        }

        if (list.IsOpen(SpecPointers.Memory))
        {
            list.Add(pool.Size is null ? FieldDisposition.Unverified(SpecPointers.Memory, $"nothing is known of the VM size {pool.VmSize}: it does not count for placement{(pool.HasContainers ? ", and is held to" : string.Empty)}")
                : draft.RequiredSlots > pool.Slots && cpuSlots <= pool.Slots ? FieldDisposition.Rejected(
                    SpecPointers.Memory, $"{memory} is more than a node of '{pool.Id}' ({pool.VmSize}, {Text(pool.Size.Gibibytes)} GiB) has: the task would wait for ever",
                    "less, or a queue with larger nodes", AzureSources.Slots)
                : FieldDisposition.Honored(SpecPointers.Memory, how));
        }
    }

    private static void PlanGpu(ResourceSpec? resources, PoolFacts? pool, JobDraft draft, DispositionList list)
    {
        if (resources?.Gpu is not { } gpu)
        {
            return;
        }

        foreach (var pointer in new[] { SpecPointers.GpuCount, SpecPointers.GpuModel })
        {
            if (list.IsOpen(pointer))
            {
                list.Add(pool is null ? FieldDisposition.Unverified(pointer, "the pool has to be read: GPUs come with its VM size")
                    : pool.Size is { Gpus: 0 } ? FieldDisposition.Rejected(pointer, $"the nodes of '{pool.Id}' ({pool.VmSize}) have no GPUs", "a queue with nodes of the N series", AzureSources.Sizes)
                    : FieldDisposition.Unverified(pointer, $"the name {pool.VmSize} does not tell which GPUs its nodes have, and how many"));
            }
        }

        if (pool is { HasContainers: true })
        {
            draft.RunOptions.Add("--gpus=" + (gpu.Count is { } count ? count.ToString(CultureInfo.InvariantCulture) : "all"));
        }
    }

    private static void PlanArchitecture(ResourceSpec? resources, PoolFacts? pool, DispositionList list)
    {
        if (resources?.Architecture is { } architecture && list.IsOpen(SpecPointers.Architecture))
        {
            list.Add(pool?.Size is not { } size ? FieldDisposition.Unverified(SpecPointers.Architecture, "it follows from the pool's VM size")
                : size.Architecture == architecture ? FieldDisposition.Honored(SpecPointers.Architecture, $"that of {size.Name}")
                : FieldDisposition.Rejected(
                    SpecPointers.Architecture, $"the nodes of '{pool.Id}' ({size.Name}) are {EnumText.Format(size.Architecture)}", $"a queue with {EnumText.Format(architecture)} nodes", AzureSources.Sizes));
        }
    }

    private static void PlanMachineType(ResourceSpec? resources, PoolFacts? pool, DispositionList list)
    {
        if (list.IsOpen(SpecPointers.MachineType))
        {
            // The service gives sizes back in lower case.
            list.Add(pool is null ? FieldDisposition.Unverified(SpecPointers.MachineType, "the pool has to be read: it has one VM size")
                : string.Equals(pool.VmSize, resources!.MachineType, StringComparison.OrdinalIgnoreCase) ? FieldDisposition.Honored(SpecPointers.MachineType, "the pool's")
                : FieldDisposition.Rejected(
                    SpecPointers.MachineType, $"the nodes of '{pool.Id}' are {pool.VmSize}, and a pool has one size", "a queue whose environment has that size", AzureSources.Pools));
        }
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
