using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Aws.Jobs;

/// <summary>Where a list over several queues stands. Opaque text to callers.</summary>
internal sealed record ListToken
{
    /// <summary>The queues that have more, each with its place.</summary>
    public required IReadOnlyList<Place> Places { get; init; }

    public static ListToken? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(Convert.FromBase64String(text), ListTokenJson.Default.ListToken) ?? throw new FormatException();
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new BatchException(BatchErrorCode.InvalidSpec, "The continuation token is not one of this provider's.", error) { Provider = AwsProviderName.Value };
        }
    }

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, ListTokenJson.Default.ListToken)));

    /// <summary>A queue, the native token of the page being given out, and what has been given out last.</summary>
    internal sealed record Place
    {
        [JsonPropertyName("q")]
        public required string Queue { get; init; }

        [JsonPropertyName("t")]
        public string? Token { get; init; }

        /// <summary>When the job that was given out last was created; what is newer is over.</summary>
        [JsonPropertyName("c")]
        public long? CreatedAt { get; init; }

        /// <summary>The jobs of that very moment that were given out.</summary>
        [JsonPropertyName("i")]
        public IReadOnlyList<string> Ids { get; init; } = [];
    }
}

[JsonSerializable(typeof(ListToken))]
internal sealed partial class ListTokenJson : JsonSerializerContext;
