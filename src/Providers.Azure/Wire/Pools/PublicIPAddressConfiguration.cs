using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record PublicIPAddressConfiguration
{
    public string? Provision { get; init; }

    [JsonPropertyName("ipAddressIds")]
    public IReadOnlyList<string>? IPAddressIds { get; init; }
}
