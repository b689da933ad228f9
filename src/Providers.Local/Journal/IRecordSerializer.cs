using System.Text.Json;

namespace MultiBatch.Providers.Local.Journal;

/// <summary>Turns records into JSON and back. Stateless: called from several threads at once.</summary>
/// <typeparam name="T">The type of record.</typeparam>
internal interface IRecordSerializer<T>
{
    /// <summary>Writes <paramref name="record"/> as one JSON value.</summary>
    void Write(Utf8JsonWriter writer, T record);

    /// <summary>Reads what <see cref="Write"/> wrote, in this or an earlier version.</summary>
    /// <exception cref="JsonException">It is not such a record.</exception>
    T Read(ReadOnlySpan<byte> json);
}
