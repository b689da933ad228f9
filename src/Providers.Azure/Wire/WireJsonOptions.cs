using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire;

/// <summary>How messages are written and read: as the vendor's own clients do it.</summary>
internal static class WireJsonOptions
{
    internal static JsonSerializerOptions Create() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // What is not set is left out; empty text, false and zero are sent.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Escapes count against the size of a body.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
