using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultiBatch.FrontEnds.Json;

/// <summary>Writes the JSON of results. Text stays readable: what only a web page must escape is not escaped.</summary>
internal static class ResultJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object.</summary>
    /// <param name="write">Writes its members.</param>
    /// <param name="indented">False for one line.</param>
    public static string Object(Action<Utf8JsonWriter> write, bool indented = true)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, indented ? Indented : OneLine))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>JSON with line breaks and indents.</summary>
    public static string Indent(string text)
    {
        using var document = JsonDocument.Parse(text);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            document.RootElement.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Writes a member that is already JSON.</summary>
    public static void WriteRaw(Utf8JsonWriter json, string name, string text)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(text);
    }

    /// <summary>Writes a member unless there is nothing to write.</summary>
    public static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
