using System.Text.Json.Serialization;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>Tasks that had ended begin a new run, which is one more than the job's latest.</summary>
internal sealed record TasksRestarted
{
    [JsonPropertyName("j")]
    public required long Job { get; init; }

    /// <summary>Those that are queued at once.</summary>
    [JsonPropertyName("q")]
    public required IndexRanges Queued { get; init; }

    /// <summary>Those that wait for other jobs first.</summary>
    [JsonPropertyName("b")]
    public required IndexRanges Blocked { get; init; }
}
