using MultiBatch.Environments;
using MultiBatch.Jobs;
using MultiBatch.Queues;

namespace MultiBatch.Catalogue;

/// <summary>Lays the fields that are set in an update over what is there.</summary>
internal static class SpecChanges
{
    public static JobQueueSpec Apply(JobQueueSpec current, JobQueueSpec changes) => current with
    {
        Priority = changes.Priority ?? current.Priority,
        Environments = changes.Environments ?? current.Environments,
        Enabled = changes.Enabled ?? current.Enabled,
        MaxWait = changes.MaxWait ?? current.MaxWait,
        SchedulingPolicy = changes.SchedulingPolicy ?? current.SchedulingPolicy,
        Labels = changes.Labels ?? current.Labels,
        Native = changes.Native ?? current.Native,
    };

    public static ComputeEnvironmentSpec Apply(ComputeEnvironmentSpec current, ComputeEnvironmentSpec changes) => current with
    {
        Kind = changes.Kind ?? current.Kind,
        MaxVCpus = changes.MaxVCpus ?? current.MaxVCpus,
        MinVCpus = changes.MinVCpus ?? current.MinVCpus,
        MaxMemory = changes.MaxMemory ?? current.MaxMemory,
        MachineTypes = changes.MachineTypes ?? current.MachineTypes,
        Purchase = changes.Purchase ?? current.Purchase,
        Architecture = changes.Architecture ?? current.Architecture,
        MachineImage = changes.MachineImage ?? current.MachineImage,
        BootDisk = Apply(current.BootDisk, changes.BootDisk),
        Network = Apply(current.Network, changes.Network),
        MachineIdentity = changes.MachineIdentity ?? current.MachineIdentity,
        Enabled = changes.Enabled ?? current.Enabled,
        Labels = changes.Labels ?? current.Labels,
        Native = changes.Native ?? current.Native,
    };

    private static DiskSpec? Apply(DiskSpec? current, DiskSpec? changes) => current is null || changes is null ? changes ?? current : current with
    {
        Size = changes.Size ?? current.Size,
        Type = changes.Type ?? current.Type,
    };

    private static NetworkSpec? Apply(NetworkSpec? current, NetworkSpec? changes) => current is null || changes is null ? changes ?? current : current with
    {
        Network = changes.Network ?? current.Network,
        Subnets = changes.Subnets ?? current.Subnets,
        SecurityGroups = changes.SecurityGroups ?? current.SecurityGroups,
        PublicAddress = changes.PublicAddress ?? current.PublicAddress,
    };
}
