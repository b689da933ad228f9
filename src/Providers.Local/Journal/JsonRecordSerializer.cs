using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MultiBatch.Providers.Local.Journal;

/// <summary>Serializes records by source-generated metadata, without reflection.</summary>
/// <typeparam name="T">The type of record.</typeparam>
internal sealed class JsonRecordSerializer<T> : IRecordSerializer<T>
{
    private readonly JsonTypeInfo<T> _typeInfo;

    public JsonRecordSerializer(JsonTypeInfo<T> typeInfo)
    {
        _typeInfo = typeInfo;
    }

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter writer, T record) => JsonSerializer.Serialize(writer, record, _typeInfo);

    /// <inheritdoc/>
    public T Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, _typeInfo) ?? throw new JsonException("The record is null.");
}
