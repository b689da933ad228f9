using System.Security.Cryptography;
using System.Text.Json;
using MultiBatch.Definitions;

namespace MultiBatch.Catalogue;

/// <summary>
/// A hash of what a definition says, by which an equal registration is recognised. The order of members of maps does not matter, that of
/// lists does.
/// </summary>
internal static class DefinitionHash
{
    public static string Of(JobDefinitionSpec spec)
    {
        var element = JsonSerializer.SerializeToElement(spec, CatalogueJson.Indented.JobDefinitionSpec);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, element);
        }

        return "sha256-" + Convert.ToHexString(SHA256.HashData(buffer.ToArray())).ToLowerInvariant();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
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
