using System.Text.Json;

namespace MultiBatch.Providers.Azure.Wire.Common;

internal sealed record ContainerSettings
{
    public string? ContainerRunOptions { get; init; }

    public required string ImageName { get; init; }

    public ContainerRegistry? Registry { get; init; }

    public string? WorkingDirectory { get; init; }

    public JsonElement? ContainerHostBatchBindMounts { get; init; }
}
