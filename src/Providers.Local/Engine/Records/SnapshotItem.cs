using System.Text.Json.Serialization;
using MultiBatch.Definitions;
using MultiBatch.Environments;
using MultiBatch.Queues;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>A part of a snapshot of the state: exactly one member is set.</summary>
internal sealed record SnapshotItem
{
    [JsonPropertyName("env")]
    public ComputeEnvironmentSpec? Environment { get; init; }

    [JsonPropertyName("queue")]
    public JobQueueSpec? Queue { get; init; }

    [JsonPropertyName("def")]
    public JobDefinition? Definition { get; init; }

    [JsonPropertyName("job")]
    public JobImage? Job { get; init; }

    /// <summary>Jobs that ended a while ago.</summary>
    [JsonPropertyName("past")]
    public HistoryImage? Past { get; init; }
}
