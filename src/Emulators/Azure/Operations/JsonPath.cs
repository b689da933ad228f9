using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>Properties of entities by their path.</summary>
internal static class JsonPath
{
    /// <summary>A property: a text, a number, a truth, a moment, or null.</summary>
    public static object? Find(JsonObject entity, string path)
    {
        JsonNode? node = entity;
        foreach (var name in path.Split('/'))
        {
            node = (node as JsonObject)?[name];
        }

        return node?.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => double.Parse(node.ToString(), CultureInfo.InvariantCulture),
            JsonValueKind.String when path.EndsWith("Time", StringComparison.Ordinal) || path.EndsWith("lastModified", StringComparison.Ordinal) =>
                DateTimeOffset.TryParse(node.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : node.ToString(),
            JsonValueKind.String => node.ToString(),
            _ => null,
        };
    }
}
