using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Reading;

/// <summary>
/// Sections that only a provider understands, as JSON. Unquoted true, false, null and numbers are what they are in JSON, anything else is
/// text.
/// </summary>
internal static class NativeSections
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    public static bool TryRead(Node node, Scope scope, out JsonElement value)
    {
        value = default;
        if (node is not MappingNode)
        {
            return Scalars.Refuse(scope, node, $"found {Quote.Node(node)}, expected a map with settings of that provider.");
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(node, writer);
        }

        using var document = JsonDocument.Parse(new ReadOnlyMemory<byte>(buffer.GetBuffer(), 0, (int)buffer.Length), new JsonDocumentOptions { MaxDepth = SourceLimits.MaxDepth });
        value = document.RootElement.Clone();
        return true;
    }

    private static void Write(Node node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(entry.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                Write(scalar, writer);
                break;
        }
    }

    private static void Write(ScalarNode scalar, Utf8JsonWriter writer)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Text:
                writer.WriteStringValue(scalar.Text);
                break;
            case ScalarKind.Number:
                // As written: 1.10 and numbers beyond 64 bits are the provider's matter.
                writer.WriteRawValue(Encoding.UTF8.GetBytes(scalar.Text), skipInputValidation: true);
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(scalar.Text[0] is 't' or 'T');
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
