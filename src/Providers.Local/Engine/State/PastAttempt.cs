using System.Text.Json.Serialization;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>An attempt that another one followed.</summary>
internal sealed record PastAttempt
{
    [JsonPropertyName("run")]
    public required int Run { get; init; }

    [JsonPropertyName("n")]
    public required int Number { get; init; }

    /// <summary>The number of its launch, which its folder is named by.</summary>
    [JsonPropertyName("l")]
    public required int Launch { get; init; }

    [JsonPropertyName("s")]
    public required JobState State { get; init; }

    /// <summary>True when nothing of it ever ran: it does not count against the attempts the task may have.</summary>
    [JsonPropertyName("free")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NeverRan { get; init; }

    [JsonPropertyName("from")]
    public DateTimeOffset? StartedAt { get; init; }

    [JsonPropertyName("to")]
    public DateTimeOffset? EndedAt { get; init; }

    [JsonPropertyName("x")]
    public int? ExitCode { get; init; }

    [JsonPropertyName("g")]
    public int? Signal { get; init; }

    [JsonPropertyName("c")]
    public JobCause? Cause { get; init; }

    [JsonPropertyName("m")]
    public string? Reason { get; init; }
}
