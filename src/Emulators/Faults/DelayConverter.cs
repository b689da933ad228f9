using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Emulators.Faults;

/// <summary>Durations as people write them.</summary>
internal sealed class DelayConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DurationText.TryParse(reader.GetString(), out var delay)
            ? delay
            : throw new JsonException("a delay is a text as \"250ms\" or \"2s\"");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(DurationText.Format(value));
}
