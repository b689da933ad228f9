using System.Text.Json.Serialization;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>A task that starts or runs, at one moment.</summary>
internal sealed record RunningImage
{
    [JsonPropertyName("i")]
    public required int Task { get; init; }

    [JsonPropertyName("e")]
    public string? Environment { get; init; }

    [JsonPropertyName("pid")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ProcessId { get; init; }

    [JsonPropertyName("ps")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ProcessStart { get; init; }

    [JsonPropertyName("boot")]
    public string? BootId { get; init; }

    [JsonPropertyName("c")]
    public JobCause? KillCause { get; init; }

    [JsonPropertyName("m")]
    public string? KillReason { get; init; }
}
