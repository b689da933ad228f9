using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Shapes;

/// <summary>Reads members of a request whose shape has been checked.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonObject value, string name) => value[name]?.GetValue<string>();

    public static string RequiredText(this JsonObject value, string name) => value[name]!.GetValue<string>();

    public static long? Whole(this JsonObject value, string name) => value[name]?.AsValue() is { } node && node.TryGetValue<long>(out var whole) ? whole : null;

    public static bool? Flag(this JsonObject value, string name) => value[name]?.GetValue<bool>();

    public static JsonObject? Object(this JsonObject value, string name) => value[name] as JsonObject;

    public static JsonArray? List(this JsonObject value, string name) => value[name] as JsonArray;

    public static IReadOnlyList<string> Texts(this JsonObject value, string name) =>
        value[name] is JsonArray items ? items.Select(item => item!.GetValue<string>()).ToList() : [];

    /// <summary>The objects of a list; none when it is left out.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject value, string name) => value[name] is JsonArray items ? items.OfType<JsonObject>() : [];

    /// <summary>The pairs of a map of texts; none when it is left out.</summary>
    public static Dictionary<string, string> Pairs(this JsonObject value, string name) =>
        value[name] is JsonObject pairs
            ? pairs.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>(), StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A copy that can be put elsewhere; null for null.</summary>
    public static JsonNode? Copy(this JsonNode? value) => value?.DeepClone();

    /// <summary>A copy without members that are null: the service does not keep what it was not given.</summary>
    public static JsonObject CopyWithout(this JsonObject value, params ReadOnlySpan<string> names)
    {
        var copy = new JsonObject();
        foreach (var (name, member) in value)
        {
            if (member is not null && !names.Contains(name))
            {
                copy[name] = member.DeepClone();
            }
        }

        return copy;
    }

    /// <summary>Sets a member unless the value is null.</summary>
    public static void Put(this JsonObject value, string name, JsonNode? member)
    {
        if (member is not null)
        {
            value[name] = member;
        }
    }

    public static JsonObject ToJson(this IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var value = new JsonObject();
        foreach (var (name, text) in pairs)
        {
            value[name] = text;
        }

        return value;
    }
}
