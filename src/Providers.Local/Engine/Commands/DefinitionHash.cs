using System.Security.Cryptography;
using System.Text.Json;
using MultiBatch.Definitions;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Local.Engine.Commands;

/// <summary>The hash by which two definitions of the same content are recognised, whatever the order of their maps.</summary>
internal static class DefinitionHash
{
    public static string Of(JobDefinitionSpec spec)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartArray();
            using (var job = JsonDocument.Parse(BatchJson.WriteUtf8(spec.Job)))
            {
                Write(writer, job.RootElement);
            }

            foreach (var label in (spec.Labels ?? new Dictionary<string, string>()).OrderBy(label => label.Key, StringComparer.Ordinal))
            {
                writer.WriteStringValue(label.Key);
                writer.WriteStringValue(label.Value);
            }

            writer.WriteEndArray();
        }

        return Convert.ToHexString(SHA256.HashData(text.ToArray())).ToLowerInvariant();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
