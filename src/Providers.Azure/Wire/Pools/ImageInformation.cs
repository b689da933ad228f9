using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record ImageInformation
{
    [JsonPropertyName("nodeAgentSKUId")]
    public string? NodeAgentSkuId { get; init; }

    public ImageReference? ImageReference { get; init; }

    [JsonPropertyName("osType")]
    public string? OSType { get; init; }

    public string? VerificationType { get; init; }

    public IReadOnlyList<string>? Capabilities { get; init; }

    public DateTimeOffset? BatchSupportEndOfLife { get; init; }
}
