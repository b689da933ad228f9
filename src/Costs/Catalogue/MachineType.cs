using MultiBatch.Jobs;

namespace MultiBatch.Costs.Catalogue;

/// <summary>A machine type of a cloud.</summary>
public sealed record MachineType
{
    /// <summary>The provider, as <c>aws</c>, <c>azure</c>, <c>google</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's name of the type.</summary>
    public required string Name { get; init; }

    /// <summary>The kind. Default: a virtual machine.</summary>
    public MachineKind Kind { get; init; }

    /// <summary>vCPUs, more than 0.</summary>
    public required decimal VCpus { get; init; }

    /// <summary>The memory the vendor advertises.</summary>
    public required ByteSize Memory { get; init; }

    /// <summary>The memory that jobs can have, measured, or by the rule of <see cref="Comparing.MemoryMargin.Auto"/>.</summary>
    public required ByteSize UsableMemory { get; init; }

    /// <summary>GPUs. Fractions are real: some types have a sixth of one. Default: 0.</summary>
    public decimal Gpus { get; init; }

    /// <summary>The model of the GPUs; null when there is none, <c>unknown</c> when it is not known.</summary>
    public string? GpuModel { get; init; }

    /// <summary>The instruction set.</summary>
    public required CpuArchitecture Architecture { get; init; }

    /// <summary>Local disk in GiB; null when not known.</summary>
    public decimal? LocalDiskGiB { get; init; }

    /// <summary>What sets it apart. Default: nothing.</summary>
    public MachineTraits Traits { get; init; }

    /// <summary>Whether the vendor's batch service takes it; null when not known.</summary>
    public bool? BatchSupported { get; init; }

    /// <summary>How often its spot machines are taken back. Default: not known.</summary>
    public InterruptionClass Interruption { get; init; }

    /// <summary>The family, as <c>m5a</c>, <c>Dasv5</c>, <c>n2</c>.</summary>
    public string Family => MachineNaming.Family(Provider, Name);

    internal int Index { get; init; }

    // Whole numbers, so that "fits" and "how many fit" have no rounding in them.
    internal long MicroVCpus { get; init; }

    internal long MicroGpus { get; init; }
}
