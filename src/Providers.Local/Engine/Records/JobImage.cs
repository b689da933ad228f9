using System.Text.Json.Serialization;
using MultiBatch.Providers.Local.Engine.State;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>A job and its tasks at one moment.</summary>
/// <remarks>What is needed of the spec of an ended job is repeated here, so that its spec need not be read when an engine begins.</remarks>
internal sealed record JobImage
{
    [JsonPropertyName("j")]
    public required long Job { get; init; }

    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("t")]
    public required long Time { get; init; }

    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("queue")]
    public required string Queue { get; init; }

    [JsonPropertyName("prio")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Priority { get; init; }

    [JsonPropertyName("labels")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    [JsonPropertyName("spec")]
    public required RawJson Spec { get; init; }

    [JsonPropertyName("def")]
    public string? Definition { get; init; }

    [JsonPropertyName("of")]
    public string? RestartOf { get; init; }

    [JsonPropertyName("array")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsArray { get; init; }

    [JsonPropertyName("run")]
    public required int Run { get; init; }

    [JsonPropertyName("ran")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasRun { get; init; }

    [JsonPropertyName("from")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long StartedAt { get; init; }

    [JsonPropertyName("to")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long EndedAt { get; init; }

    /// <summary>The rows of the tasks, byte by byte.</summary>
    [JsonPropertyName("rows")]
    public required byte[] Rows { get; init; }

    [JsonPropertyName("why")]
    public IReadOnlyList<ReasonImage>? Reasons { get; init; }

    [JsonPropertyName("past")]
    public IReadOnlyDictionary<int, List<PastAttempt>>? Past { get; init; }

    [JsonPropertyName("live")]
    public IReadOnlyList<RunningImage>? Running { get; init; }

    /// <summary>Numbers of the jobs that wait, or waited, for this one.</summary>
    [JsonPropertyName("next")]
    public IReadOnlyList<long>? Dependents { get; init; }
}
