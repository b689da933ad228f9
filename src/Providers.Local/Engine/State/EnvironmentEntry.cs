using MultiBatch.Environments;
using MultiBatch.Providers.Local.Engine.Contract;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>A share of this machine.</summary>
internal sealed class EnvironmentEntry
{
    /// <summary>The environment that is always there, with all of the machine.</summary>
    public const string DefaultName = "default";

    private readonly MachineFacts _machine;

    public EnvironmentEntry(ComputeEnvironmentSpec spec, MachineFacts machine)
    {
        _machine = machine;
        Spec = spec;
        Change(spec);
    }

    public ComputeEnvironmentSpec Spec { get; private set; }

    public string Name => Spec.Name;

    public bool IsEnabled => Spec.Enabled ?? true;

    /// <summary>Thousandths of a vCPU there are.</summary>
    public long MilliVCpus { get; private set; }

    /// <summary>Bytes of memory there are.</summary>
    public long MemoryBytes { get; private set; }

    public long UsedMilliVCpus { get; private set; }

    public long UsedMemoryBytes { get; private set; }

    public int Running { get; private set; }

    public bool IsFull => UsedMilliVCpus >= MilliVCpus;

    public void Change(ComputeEnvironmentSpec spec)
    {
        Spec = spec;
        MilliVCpus = TaskNeed.ToMilli(spec.MaxVCpus ?? _machine.VCpus);
        MemoryBytes = spec.MaxMemory?.Bytes ?? _machine.MemoryBytes;
    }

    /// <summary>Whether a task would fit if nothing else ran.</summary>
    public bool CouldHold(TaskNeed need) => need.MilliVCpus <= MilliVCpus && need.MemoryBytes <= MemoryBytes;

    /// <summary>Whether a task fits beside what runs.</summary>
    public bool HasRoomFor(TaskNeed need) =>
        UsedMilliVCpus + need.MilliVCpus <= MilliVCpus && UsedMemoryBytes + need.MemoryBytes <= MemoryBytes;

    public void Take(TaskNeed need)
    {
        UsedMilliVCpus += need.MilliVCpus;
        UsedMemoryBytes += need.MemoryBytes;
        Running++;
    }

    public void GiveBack(TaskNeed need)
    {
        UsedMilliVCpus -= need.MilliVCpus;
        UsedMemoryBytes -= need.MemoryBytes;
        Running--;
    }
}
