using System.Text.Json.Serialization;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>A reason and the tasks that have it.</summary>
internal sealed record ReasonImage
{
    [JsonPropertyName("m")]
    public required string Reason { get; init; }

    [JsonPropertyName("r")]
    public required IndexRanges Tasks { get; init; }
}
