using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire.Common;

internal sealed record UserIdentity
{
    [JsonPropertyName("userName")]
    public string? Username { get; init; }

    public AutoUserSpecification? AutoUser { get; init; }
}
