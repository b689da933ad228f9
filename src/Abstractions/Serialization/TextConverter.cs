using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Serialization;

/// <summary>A type whose JSON form is its text form.</summary>
internal sealed class TextConverter<T> : JsonConverter<T>
    where T : class
{
    private readonly Func<string, T> _parse;

    public TextConverter(Func<string, T> parse) => _parse = parse;

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"A {typeof(T).Name} is written as text.");
        }

        try
        {
            return _parse(reader.GetString()!);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
