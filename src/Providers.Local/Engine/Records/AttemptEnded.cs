using System.Text.Json.Serialization;
using MultiBatch.Jobs;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>The current attempt of a task has ended, with the task or with another attempt to come.</summary>
internal sealed record AttemptEnded
{
    [JsonPropertyName("j")]
    public required long Job { get; init; }

    [JsonPropertyName("i")]
    public required int Task { get; init; }

    [JsonPropertyName("t")]
    public required long Time { get; init; }

    /// <summary>The state of the attempt: succeeded, failed or cancelled.</summary>
    [JsonPropertyName("s")]
    public required JobState State { get; init; }

    /// <summary>True when the task goes back to its queue for another attempt.</summary>
    [JsonPropertyName("again")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Retry { get; init; }

    /// <summary>True when nothing of the attempt ever ran: it does not count against the attempts the task may have.</summary>
    [JsonPropertyName("free")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NeverRan { get; init; }

    [JsonPropertyName("x")]
    public int? ExitCode { get; init; }

    [JsonPropertyName("g")]
    public int? Signal { get; init; }

    [JsonPropertyName("c")]
    public JobCause? Cause { get; init; }

    [JsonPropertyName("m")]
    public string? Reason { get; init; }
}
