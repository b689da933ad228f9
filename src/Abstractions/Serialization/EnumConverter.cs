using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Serialization;

/// <summary>An enumeration as its text.</summary>
internal sealed class EnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return EnumNames<T>.TryParse(text, out var value)
            ? value
            : throw new JsonException($"'{text}' is none of {string.Join(", ", EnumNames<T>.All)}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(EnumNames<T>.Format(value));
}
