using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>The planned launch of a task has become a running process.</summary>
internal sealed record AttemptStarted
{
    [JsonPropertyName("j")]
    public required long Job { get; init; }

    [JsonPropertyName("i")]
    public required int Task { get; init; }

    [JsonPropertyName("t")]
    public required long Time { get; init; }

    /// <summary>The environment whose room it takes.</summary>
    [JsonPropertyName("e")]
    public required string Environment { get; init; }

    [JsonPropertyName("pid")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ProcessId { get; init; }

    [JsonPropertyName("ps")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ProcessStart { get; init; }

    [JsonPropertyName("boot")]
    public string? BootId { get; init; }
}
