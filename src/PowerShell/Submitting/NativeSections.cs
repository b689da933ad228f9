using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using MultiBatch.PowerShell.Binding;

namespace MultiBatch.PowerShell.Submitting;

/// <summary>Reads the providers' own sections of a job: <c>@{ aws = @{ … } }</c>, or JSON.</summary>
internal static class NativeSections
{
    private const int Deepest = 32;

    public static IReadOnlyDictionary<string, JsonElement> Read(object value, string field)
    {
        if (InputValues.Unwrap(value) is string text)
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                return document.RootElement.EnumerateObject().ToDictionary(section => section.Name, section => section.Value.Clone(), StringComparer.Ordinal);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new CmdletInputException($"{field}: the text is no JSON object with a section for each provider.");
            }
        }

        if (InputValues.Unwrap(value) is not IDictionary sections)
        {
            throw new CmdletInputException($"{field}: a hashtable with a section for each provider is expected, as @{{ aws = @{{ … }} }}.");
        }

        var read = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (DictionaryEntry section in sections)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                Write(json, section.Value, field, 0);
            }

            using var document = JsonDocument.Parse(buffer.ToArray());
            read.Add(InputValues.Text(section.Key)!, document.RootElement.Clone());
        }

        return read;
    }

    private static void Write(Utf8JsonWriter json, object? value, string field, int depth)
    {
        if (depth > Deepest)
        {
            throw new CmdletInputException($"{field}: it is nested more than {Deepest} deep.");
        }

        switch (InputValues.Unwrap(value))
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case IDictionary map:
                json.WriteStartObject();
                foreach (DictionaryEntry entry in map)
                {
                    json.WritePropertyName(InputValues.Text(entry.Key)!);
                    Write(json, entry.Value, field, depth + 1);
                }

                json.WriteEndObject();
                break;
            case IEnumerable list:
                json.WriteStartArray();
                foreach (var item in list)
                {
                    Write(json, item, field, depth + 1);
                }

                json.WriteEndArray();
                break;
            case PSObject bag:
                json.WriteStartObject();
                foreach (var property in bag.Properties)
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value, field, depth + 1);
                }

                json.WriteEndObject();
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                json.WriteRawValue(Convert.ToString(InputValues.Unwrap(value), CultureInfo.InvariantCulture)!);
                break;
            case var other:
                json.WriteStringValue(InputValues.Text(other));
                break;
        }
    }
}
