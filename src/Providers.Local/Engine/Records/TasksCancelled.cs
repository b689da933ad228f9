using System.Text.Json.Serialization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>Tasks that were waiting will not run.</summary>
internal sealed record TasksCancelled
{
    [JsonPropertyName("j")]
    public required long Job { get; init; }

    [JsonPropertyName("r")]
    public required IndexRanges Tasks { get; init; }

    [JsonPropertyName("t")]
    public required long Time { get; init; }

    /// <summary>Stopped, or a dependency failed.</summary>
    [JsonPropertyName("c")]
    public required JobCause Cause { get; init; }

    [JsonPropertyName("m")]
    public required string Reason { get; init; }
}
