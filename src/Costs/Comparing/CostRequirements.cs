using MultiBatch.Jobs;

namespace MultiBatch.Costs.Comparing;

/// <summary>What one task needs of its machine.</summary>
public sealed record CostRequirements
{
    /// <summary>vCPUs, more than 0. Default: 1.</summary>
    public decimal VCpus { get; init; } = 1;

    /// <summary>Memory. Default: as it comes.</summary>
    public ByteSize Memory { get; init; }

    /// <summary>GPUs; fractions where a type has a part of one. Default: 0.</summary>
    public decimal Gpus { get; init; }

    /// <summary>The model of the GPUs; <c>A100</c> also takes <c>A100-80GB</c>, <c>any</c> takes every model. Default: any.</summary>
    public string? GpuModel { get; init; }

    /// <summary>The instruction set. Default: amd64.</summary>
    public CpuArchitecture Architecture { get; init; }

    /// <summary>A machine type to keep to, compared without case. Default: every type.</summary>
    public string? MachineType { get; init; }

    /// <summary>The requirements of a job.</summary>
    public static CostRequirements From(ResourceSpec? resources) => resources is null ? new CostRequirements() : new CostRequirements
    {
        VCpus = resources.VCpus is { } vcpus ? (decimal)vcpus : 1,
        Memory = resources.Memory ?? default,
        Gpus = resources.Gpu is { } gpu ? gpu.Count ?? 1 : 0,
        GpuModel = resources.Gpu?.Model,
        Architecture = resources.Architecture ?? CpuArchitecture.Amd64,
        MachineType = resources.MachineType,
    };

    internal void Validate()
    {
        if (VCpus <= 0 || VCpus > 100_000)
        {
            throw new ArgumentOutOfRangeException(nameof(VCpus), VCpus, "A task needs more than 0 vCPUs.");
        }

        if (Gpus is < 0 or > 1000)
        {
            throw new ArgumentOutOfRangeException(nameof(Gpus), Gpus, "GPUs go from 0 to 1,000.");
        }
    }
}
