using MultiBatch.Environments;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.Views;

/// <summary>Shows environments and queues as the contract has them.</summary>
internal static class ResourceView
{
    private const double MilliPerVCpu = 1000;

    public static ComputeEnvironment Show(EnvironmentEntry environment, MachineFacts machine) => new()
    {
        Spec = environment.Spec with
        {
            Kind = EnvironmentKind.Unmanaged,
            MaxVCpus = environment.MilliVCpus / MilliPerVCpu,
            MaxMemory = new ByteSize(environment.MemoryBytes),
            Architecture = machine.Architecture,
            Enabled = environment.IsEnabled,
        },
        Status = EnvironmentStatus.Ready,
        StatusReason = environment.IsEnabled ? null : "Disabled: starts nothing.",
        UsedVCpus = environment.UsedMilliVCpus / MilliPerVCpu,
    };

    public static JobQueue Show(QueueEntry queue) => new()
    {
        Spec = queue.Spec with
        {
            Priority = queue.Priority,
            Environments = queue.Environments.Select(environment => environment.Name).ToList(),
            Enabled = queue.IsEnabled,
        },
        Status = EnvironmentStatus.Ready,
        StatusReason = queue.IsEnabled ? null : "Disabled: takes no new jobs.",
        IsDefault = queue.IsDefault,
    };
}
