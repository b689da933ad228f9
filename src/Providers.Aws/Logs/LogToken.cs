using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Aws.Logs;

/// <summary>Where the reading of a log stands. Opaque text to callers; it names the stream, so that a page costs one call.</summary>
internal sealed record LogToken
{
    [JsonPropertyName("a")]
    public int Attempt { get; init; }

    [JsonPropertyName("g")]
    public string? Group { get; init; }

    [JsonPropertyName("s")]
    public string? Stream { get; init; }

    /// <summary>The service's token; null before the first event.</summary>
    [JsonPropertyName("t")]
    public string? Forward { get; init; }

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
            throw new BatchException(BatchErrorCode.InvalidSpec, "The log token is not one of this provider's.", error) { Provider = AwsProviderName.Value };
        }
    }

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, LogTokenJson.Default.LogToken)));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LogToken))]
internal sealed partial class LogTokenJson : JsonSerializerContext;
