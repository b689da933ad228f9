using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Mapping;

/// <summary>
/// What the service has no field for and every task of ours carries, as JSON in its display name: tasks have no metadata. Each child of an array has
/// it, so that any of them tells what the whole is.
/// </summary>
internal sealed record TaskNote
{
    /// <summary>The most characters of a display name.</summary>
    public const int Longest = 1024;

    /// <summary>The job's name.</summary>
    [JsonPropertyName("n")]
    public required string Name { get; init; }

    /// <summary>The number of children; null for a single job.</summary>
    [JsonPropertyName("a")]
    public int? Size { get; init; }

    /// <summary>The index that the task sees, where only some children of an array run and it is not the own one.</summary>
    [JsonPropertyName("o")]
    public int? Original { get; init; }

    /// <summary>How many tasks that only wait belong to the job; null for none.</summary>
    [JsonPropertyName("b")]
    public int? Barriers { get; init; }

    /// <summary>The definition, as <c>name:revision</c>.</summary>
    [JsonPropertyName("d")]
    public string? Definition { get; init; }

    /// <summary>The job this one repeats.</summary>
    [JsonPropertyName("r")]
    public string? RestartOf { get; init; }

    [JsonPropertyName("l")]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Reads a display name; null when it is not of ours.</summary>
    public static TaskNote? Parse(string? displayName)
    {
        if (displayName is not { Length: > 1 } || displayName[0] != '{')
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(displayName, TaskNoteJson.Instance.TaskNote);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, TaskNoteJson.Instance.TaskNote);
}

[JsonSerializable(typeof(TaskNote))]
internal sealed partial class TaskNoteJson : JsonSerializerContext
{
    public static TaskNoteJson Instance { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
