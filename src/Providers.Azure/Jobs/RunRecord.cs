using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>What is kept of a job that was restarted: in which run each of its tasks is, and how earlier runs ended.</summary>
internal sealed record RunRecord
{
    /// <summary>The run of each task that is not in its first, by its id.</summary>
    [JsonPropertyName("runs")]
    public required Dictionary<string, int> Runs { get; init; }

    [JsonPropertyName("ends")]
    public IReadOnlyList<RunEnd> Ends { get; init; } = [];
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunRecordJson : JsonSerializerContext;
