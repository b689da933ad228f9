using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Google.Wire;

/// <summary>
/// Reads a message from JSON by the rules of protocol buffers: either spelling of a name, 64-bit numbers as text or number, words of an enumeration or their
/// numbers. What comes out has one form: names as in JSON, words, 64-bit numbers as text, nothing that is left out anyway.
/// https://protobuf.dev/programming-guides/json/
/// </summary>
internal sealed class ProtoReader
{
    private const string Package = "google.cloud.batch.";

    private readonly List<FieldViolation> _violations = [];
    private readonly MessageBook _book;
    private readonly bool _isAlpha;
    private readonly bool _isStrict;

    private ProtoReader(MessageBook book, bool isAlpha, bool isStrict)
    {
        _book = book;
        _isAlpha = isAlpha;
        _isStrict = isStrict;
    }

    /// <summary>Reads a message.</summary>
    /// <param name="body">The JSON.</param>
    /// <param name="message">What it must be.</param>
    /// <param name="path">What the message is called in the request; empty for the request itself.</param>
    /// <param name="isAlpha">Whether fields of v1alpha may be there.</param>
    /// <param name="isStrict">Whether fields that the message does not have are refused.</param>
    /// <exception cref="GoogleException">It is something else.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body, string message, string path, bool isAlpha, bool isStrict)
    {
        JsonNode? node;
        try
        {
            node = body.IsEmpty ? new JsonObject() : JsonNode.Parse(body);
        }
        catch (JsonException error)
        {
            throw GoogleException.Invalid($"Invalid JSON payload received. {error.Message}");
        }

        if (node is not JsonObject value)
        {
            throw GoogleException.Invalid("Invalid JSON payload received. The root must be an object.");
        }

        var reader = new ProtoReader(MessageBook.Batch, isAlpha, isStrict);
        JsonObject read;
        try
        {
            read = reader.ReadMessage(reader._book[message], value, path);
        }
        catch (ArgumentException)
        {
            // A name that is there twice is noticed only when the object is looked into.
            throw GoogleException.Invalid("Invalid JSON payload received. A name is there twice.");
        }

        return reader._violations.Count == 0 ? read : throw GoogleException.Invalid(reader._violations);
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private JsonObject ReadMessage(MessageType message, JsonObject value, string path)
    {
        var read = new JsonObject();
        Dictionary<string, string>? chosen = null;
        foreach (var (name, node) in value)
        {
            if (message.Find(name, _isAlpha) is not { } field)
            {
                if (_isStrict)
                {
                    Refuse(path, path.Length == 0
                        ? $"Invalid JSON payload received. Unknown name \"{name}\": Cannot find field."
                        : $"Invalid JSON payload received. Unknown name \"{name}\" at '{path}': Cannot find field.");
                }

                continue;
            }

            if (node is null)
            {
                continue;
            }

            if (field.OneOf is { } group && !(chosen ??= []).TryAdd(group, field.SnakeName))
            {
                Refuse(Join(path, field.SnakeName), $"Invalid value at '{path}' (oneof), oneof field '{group}' is already set. Cannot set '{field.Name}'");
                continue;
            }

            if (read.ContainsKey(field.Name))
            {
                Refuse(Join(path, field.SnakeName), $"Invalid JSON payload received. Field '{field.SnakeName}' at '{path}' is set twice.");
            }
            else if (ReadField(field, node, Join(path, field.SnakeName)) is { } item && !field.IsOutput)
            {
                read[field.Name] = item;
            }
        }

        return read;
    }

    private JsonNode? ReadField(MessageField field, JsonNode node, string path)
    {
        if (field.IsOutput)
        {
            return null;
        }

        if (field.IsList)
        {
            if (node is not JsonArray items)
            {
                return Wrong(path, node, "a list");
            }

            var list = new JsonArray();
            for (var place = 0; place < items.Count; place++)
            {
                var at = $"{path}[{place.ToString(CultureInfo.InvariantCulture)}]";
                if (items[place] is { } item)
                {
                    list.Add(ReadValue(field, item, at));
                }
                else
                {
                    Refuse(at, $"Invalid value at '{at}', null is no value of a list");
                }
            }

            return list.Count > 0 ? list : null;
        }

        if (field.IsMap)
        {
            if (node is not JsonObject pairs)
            {
                return Wrong(path, node, "an object");
            }

            var map = new JsonObject();
            foreach (var (key, item) in pairs)
            {
                map[key] = item is null ? null : ReadValue(field, item, $"{path}[{key}]");
            }

            return map.Count > 0 ? map : null;
        }

        var value = ReadValue(field, node, path);
        return field.OneOf is null && IsDefault(field, value) ? null : value;
    }

    private static bool IsDefault(MessageField field, JsonNode? value) => value is null || field.Kind switch
    {
        FieldKind.Message or FieldKind.Duration or FieldKind.Time => false,
        FieldKind.Boolean => !value.GetValue<bool>(),
        FieldKind.Int32 => value.GetValue<int>() == 0,
        FieldKind.Number => value.GetValue<double>() == 0,
        FieldKind.Int64 => value.GetValue<string>() == "0",
        FieldKind.Word => value.GetValue<string>() == field.Words!.Words[0],
        _ => value.GetValue<string>().Length == 0,
    };

    private JsonNode? ReadValue(MessageField field, JsonNode node, string path)
    {
        var kind = node.GetValueKind();
        switch (field.Kind)
        {
            case FieldKind.Message:
                return node is JsonObject value ? ReadMessage(_book[field.Message!], value, path) : Wrong(path, node, "an object");
            case FieldKind.Text:
                return kind == JsonValueKind.String ? node.DeepClone() : Wrong(path, node, "TYPE_STRING");
            case FieldKind.Boolean:
                return kind is JsonValueKind.True or JsonValueKind.False ? node.DeepClone() : Wrong(path, node, "TYPE_BOOL");
            case FieldKind.Int32:
                return WholeOf(node, kind) is { } small && small is >= int.MinValue and <= int.MaxValue ? JsonValue.Create((int)small) : Wrong(path, node, "TYPE_INT32");
            case FieldKind.Int64:
                return WholeOf(node, kind) is { } large ? JsonValue.Create(large.ToString(CultureInfo.InvariantCulture)) : Wrong(path, node, "TYPE_INT64");
            case FieldKind.Number:
                return kind == JsonValueKind.Number ? node.DeepClone() : Wrong(path, node, "TYPE_DOUBLE");
            case FieldKind.Duration:
                return kind == JsonValueKind.String && ProtoText.ParseDuration(node.GetValue<string>()) is { } duration
                    ? JsonValue.Create(ProtoText.Duration(duration))
                    : Wrong(path, node, "type.googleapis.com/google.protobuf.Duration");
            case FieldKind.Time:
                return kind == JsonValueKind.String && ProtoText.ParseTime(node.GetValue<string>()) is { } time
                    ? JsonValue.Create(ProtoText.Time(time))
                    : Wrong(path, node, "type.googleapis.com/google.protobuf.Timestamp");
            default:
                return WordOf(field.Words!, node, kind) is { } word ? JsonValue.Create(word) : Wrong(path, node, $"type.googleapis.com/{Package}{(_isAlpha ? "v1alpha" : "v1")}.{field.Words!.Name}");
        }
    }

    private static long? WholeOf(JsonNode node, JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number when node.AsValue().TryGetValue<long>(out var number) => number,
        JsonValueKind.Number when node.AsValue().TryGetValue<double>(out var number) && Math.Floor(number) == number && Math.Abs(number) < long.MaxValue => (long)number,
        JsonValueKind.String when long.TryParse(node.GetValue<string>(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static string? WordOf(EnumType words, JsonNode node, JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number when node.AsValue().TryGetValue<int>(out var number) && number >= 0 && number < words.Words.Count => words.Words[number],
        JsonValueKind.String when words.NumberOf(node.GetValue<string>()) >= 0 => node.GetValue<string>(),
        _ => null,
    };

    private JsonNode? Wrong(string path, JsonNode node, string expected)
    {
        Refuse(path, $"Invalid value at '{path}' ({expected}), {node.ToJsonString()}");
        return null;
    }

    private void Refuse(string path, string description) => _violations.Add(new FieldViolation(path, description));
}
