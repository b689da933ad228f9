using System.Text.Json.Serialization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>
/// Running tasks are to be ended, and why. Durable before the first signal: after a crash between the two, a kill for a timeout is still
/// told from any other.
/// </summary>
internal sealed record KillOrdered
{
    [JsonPropertyName("j")]
    public required long Job { get; init; }

    [JsonPropertyName("r")]
    public required IndexRanges Tasks { get; init; }

    /// <summary>Timed out or stopped.</summary>
    [JsonPropertyName("c")]
    public required JobCause Cause { get; init; }

    [JsonPropertyName("m")]
    public required string Reason { get; init; }
}
