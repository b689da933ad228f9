using System.Text.Json.Serialization;
using System.Text.Json;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record VirtualMachineConfiguration
{
    public ImageReference? ImageReference { get; init; }

    [JsonPropertyName("nodeAgentSKUId")]
    public string? NodeAgentSkuId { get; init; }

    public IReadOnlyList<DataDisk>? DataDisks { get; init; }

    public ContainerConfiguration? ContainerConfiguration { get; init; }

    [JsonPropertyName("osDisk")]
    public OSDisk? OSDisk { get; init; }

    public NodePlacementConfiguration? NodePlacementConfiguration { get; init; }

    public JsonElement? SecurityProfile { get; init; }

    public IReadOnlyList<JsonElement>? Extensions { get; init; }

    public string? LicenseType { get; init; }

    public JsonElement? WindowsConfiguration { get; init; }

    public JsonElement? DiskEncryptionConfiguration { get; init; }

    public JsonElement? ServiceArtifactReference { get; init; }
}
