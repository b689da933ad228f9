using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record Accelerator
{
    public string? Type { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? Count { get; init; }

    public bool? InstallGpuDrivers { get; init; }

    public string? DriverVersion { get; init; }
}
