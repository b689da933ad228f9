using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Serialization;

/// <summary>Sizes as text such as <c>16GiB</c>; a number is bytes.</summary>
internal sealed class ByteSizeConverter : JsonConverter<ByteSize>
{
    public override ByteSize Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => reader.GetDecimal().ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };
        return ByteSize.TryParse(text, out var size, out var problem) ? size : throw new JsonException(problem);
    }

    public override void Write(Utf8JsonWriter writer, ByteSize value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
