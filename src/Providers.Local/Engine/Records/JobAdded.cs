using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>A job was accepted.</summary>
internal sealed record JobAdded
{
    /// <summary>The job's number, in order of acceptance from 1; other records name the job by it.</summary>
    [JsonPropertyName("j")]
    public required long Job { get; init; }

    /// <summary>The id, which is the submission id.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("t")]
    public required long Time { get; init; }

    [JsonPropertyName("spec")]
    public required RawJson Spec { get; init; }

    [JsonPropertyName("def")]
    public string? Definition { get; init; }

    /// <summary>The reference of the job whose failed children this one repeats.</summary>
    [JsonPropertyName("of")]
    public string? RestartOf { get; init; }
}
