using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record Disk
{
    public string? Image { get; init; }

    public string? Snapshot { get; init; }

    public string? Type { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? SizeGb { get; init; }

    public string? DiskInterface { get; init; }
}
