using System.Text.Json.Serialization;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Azure.Jobs;

/// <summary>How an earlier run of a task ended: the service forgets it with the restart.</summary>
internal sealed record RunEnd
{
    [JsonPropertyName("task")]
    public required string Task { get; init; }

    [JsonPropertyName("run")]
    public required int Run { get; init; }

    [JsonPropertyName("attempt")]
    public int Attempt { get; init; }

    [JsonPropertyName("state")]
    public JobState State { get; init; }

    [JsonPropertyName("cause")]
    public JobCause? Cause { get; init; }

    [JsonPropertyName("exitCode")]
    public int? ExitCode { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    [JsonPropertyName("startedAt")]
    public DateTimeOffset? StartedAt { get; init; }

    [JsonPropertyName("endedAt")]
    public DateTimeOffset? EndedAt { get; init; }

    [JsonPropertyName("machine")]
    public string? Machine { get; init; }
}
