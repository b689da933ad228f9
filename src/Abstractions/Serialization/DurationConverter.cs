using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Serialization;

/// <summary>Durations as text such as <c>1h30m</c>; a number is seconds.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => reader.GetDecimal().ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };
        return DurationText.TryParse(text, out var duration) ? duration : throw new JsonException($"'{text}' is not a duration; write 90s, 15m, 2h or a number of seconds.");
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(DurationText.Format(value));
}
