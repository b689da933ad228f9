using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Local.Engine.Records;

/// <summary>A JSON value that is stored as it is and read only by whoever needs it.</summary>
[JsonConverter(typeof(RawJsonConverter))]
internal sealed class RawJson
{
    public RawJson(byte[] utf8) => Utf8 = utf8;

    public byte[] Utf8 { get; }

    /// <summary>Copies the value out and in.</summary>
    internal sealed class RawJsonConverter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return new RawJson(System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetRawText()));
        }

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Utf8, skipInputValidation: true);
    }
}
