using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>How messages are written and read: proto-JSON, enums by name.</summary>
internal static class WireJsonOptions
{
    internal static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            // What is not set is left out: to the service the same as a default that is sent.
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // Escapes count against the limit of a job, which the service states in bytes.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new ProtoDuration());
        return options;
    }
}
