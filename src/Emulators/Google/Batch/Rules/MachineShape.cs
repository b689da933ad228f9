namespace MultiBatch.Emulators.Google.Batch.Rules;

/// <summary>A machine type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CpuMilli">Thousandths of a vCPU.</param>
/// <param name="MemoryMib">Memory; null when the emulator does not know how much it has.</param>
/// <param name="IsKnown">False for a name that no machine type has.</param>
internal sealed record MachineShape(string Name, long CpuMilli, long? MemoryMib, bool IsKnown = true)
{
    /// <summary>How many tasks fit beside each other.</summary>
    public long Fits(long cpuMilli, long memoryMib) =>
        Math.Min(CpuMilli / Math.Max(1, cpuMilli), (MemoryMib ?? long.MaxValue) / Math.Max(1, memoryMib));
}
