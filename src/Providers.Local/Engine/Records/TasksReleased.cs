using System.Text.Json.Serialization;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>Tasks wait for other jobs no more: they are queued.</summary>
internal sealed record TasksReleased
{
    [JsonPropertyName("j")]
    public required long Job { get; init; }

    [JsonPropertyName("r")]
    public required IndexRanges Tasks { get; init; }
}
