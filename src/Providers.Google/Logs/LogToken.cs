using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Logs;

/// <summary>
/// Where the reading of a log stands. Opaque text to callers. Cloud Logging has no place to go on from: it is the time of the last line read, and which
/// lines of that moment have been read.
/// </summary>
internal sealed record LogToken
{
    /// <summary>The job's id for logs; null while it is not known.</summary>
    [JsonPropertyName("u")]
    public string? Uid { get; init; }

    /// <summary>Lines of this time and later are wanted; null from the beginning.</summary>
    [JsonPropertyName("t")]
    public DateTimeOffset? Since { get; init; }

    /// <summary>The ids of those lines of that time which have been read.</summary>
    [JsonPropertyName("s")]
    public IReadOnlyList<string>? Seen { get; init; }

    /// <summary>The service's token, where the page before was not the last of its query.</summary>
    [JsonPropertyName("p")]
    public string? Page { get; init; }

    /// <summary>Since when that query asks.</summary>
    [JsonPropertyName("q")]
    public DateTimeOffset? PageSince { get; init; }

    /// <summary>How far a file has been read.</summary>
    [JsonPropertyName("o")]
    public long? Offset { get; init; }

    public static LogToken? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(text!), LogTokenJson.Default.LogToken);
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, "The log token is not one of this provider's.", error) { Provider = GoogleProviderName.Value };
        }
    }

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, LogTokenJson.Default.LogToken)));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogToken))]
internal sealed partial class LogTokenJson : JsonSerializerContext;
