using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record InstanceStatus
{
    public string? MachineType { get; init; }

    public string? ProvisioningModel { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? TaskPack { get; init; }

    public Disk? BootDisk { get; init; }
}
