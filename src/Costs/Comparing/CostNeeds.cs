namespace MultiBatch.Costs.Comparing;

/// <summary>Requirements as whole numbers.</summary>
internal sealed class CostNeeds(CostRequirements requirements, MemoryMargin margin)
{
    public long MicroVCpus { get; } = Math.Max(1, (long)(requirements.VCpus * 1_000_000m));

    public long MemoryBytes { get; } = requirements.Memory.Bytes;

    public long MicroGpus { get; } = (long)((requirements.Gpus == 0 && requirements.GpuModel is not null ? 1 : requirements.Gpus) * 1_000_000m);

    public MemoryMargin Margin { get; } = margin;
}
