using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>All planned launches are off: those that never began will not, under their present numbers.</summary>
internal sealed record PlansDropped
{
    [JsonPropertyName("t")]
    public required long Time { get; init; }
}
