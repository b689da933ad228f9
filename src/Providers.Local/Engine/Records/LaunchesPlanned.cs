using System.Text.Json.Serialization;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>
/// Each of the tasks may be launched once from now on, under the next number. Durable before the first of them is, so that an attempt that
/// may have run is always known.
/// </summary>
internal sealed record LaunchesPlanned
{
    [JsonPropertyName("j")]
    public required long Job { get; init; }

    [JsonPropertyName("r")]
    public required IndexRanges Tasks { get; init; }
}
