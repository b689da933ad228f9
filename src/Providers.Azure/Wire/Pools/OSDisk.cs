using System.Text.Json;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record OSDisk
{
    public EphemeralOSDiskSettings? EphemeralOSDiskSettings { get; init; }

    public int? DiskSizeGB { get; init; }

    public string? Caching { get; init; }

    public JsonElement? ManagedDisk { get; init; }
}
