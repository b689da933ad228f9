using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>An engine took the state folder.</summary>
internal sealed record EngineOpened
{
    [JsonPropertyName("t")]
    public required long Time { get; init; }

    [JsonPropertyName("pid")]
    public required int ProcessId { get; init; }

    [JsonPropertyName("v")]
    public required string ProductVersion { get; init; }
}
