using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record ComputeResource
{
    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? CpuMilli { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? MemoryMib { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? BootDiskMib { get; init; }

    /// <summary>v1alpha only.</summary>
    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? GpuCount { get; init; }
}
