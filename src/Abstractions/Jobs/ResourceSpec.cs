using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>What a task needs of its machine.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ResourceSpec
{
    /// <summary>vCPUs, more than 0; fractions where the provider allows them. Default: the provider's.</summary>
    [JsonPropertyName("vcpus")]
    public double? VCpus { get; init; }

    /// <summary>Memory. Default: the provider's.</summary>
    public ByteSize? Memory { get; init; }

    /// <summary>GPUs. Default: none.</summary>
    public GpuSpec? Gpu { get; init; }

    /// <summary>Instruction set. Default: <see cref="CpuArchitecture.Amd64"/> on clouds, the host's own on Local.</summary>
    public CpuArchitecture? Architecture { get; init; }

    /// <summary>The provider's name of a machine type. Default: chosen from the other resources.</summary>
    public string? MachineType { get; init; }

    /// <summary>The disk the machine starts from. Default: the provider's.</summary>
    public DiskSpec? BootDisk { get; init; }

    /// <summary>A disk for the task's data, empty at the start and gone at the end. Default: none.</summary>
    public DataDiskSpec? DataDisk { get; init; }
}
