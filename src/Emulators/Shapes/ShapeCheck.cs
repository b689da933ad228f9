using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MultiBatch.Emulators.Shapes;

/// <summary>Holds a request against its shape.</summary>
internal static class ShapeCheck
{
    /// <summary>The first thing that is wrong; null when nothing is. Members that are null count as left out.</summary>
    /// <param name="shape">What is expected.</param>
    /// <param name="value">What came.</param>
    /// <param name="strict">Whether unknown members are wrong.</param>
    /// <param name="words">How words are compared. Default: with case.</param>
    public static ShapeProblem? Find(Shape shape, JsonNode? value, bool strict, StringComparer? words = null) => Find(shape, value, string.Empty, strict, words ?? StringComparer.Ordinal);

    private static ShapeProblem? Find(Shape shape, JsonNode? value, string path, bool strict, StringComparer words) => shape.Kind switch
    {
        ShapeKind.Any => null,
        ShapeKind.Structure => value is JsonObject members ? FindIn(shape, members, path, strict, words) : Wrong(path, "an object", value),
        ShapeKind.List => value is JsonArray items ? FindIn(shape, items, path, strict, words) : Wrong(path, "a list", value),
        ShapeKind.Map => value is JsonObject pairs ? FindInMap(shape, pairs, path, strict, words) : Wrong(path, "an object", value),
        _ => FindInScalar(shape, value, path, words),
    };

    private static ShapeProblem? FindIn(Shape shape, JsonObject value, string path, bool strict, StringComparer words)
    {
        foreach (var (name, member) in value)
        {
            if (!shape.Members.TryGetValue(name, out var known))
            {
                if (strict)
                {
                    return new ShapeProblem(Join(path, name), "is not a member the service knows", IsType: false);
                }
            }
            else if (member is not null && Find(known.Shape, member, Join(path, name), strict, words) is { } problem)
            {
                return problem;
            }
        }

        foreach (var (name, member) in shape.Members)
        {
            if (member.IsRequired && value[name] is null)
            {
                return new ShapeProblem(Join(path, name), ShapeProblem.IsMissing, IsType: false);
            }
        }

        return null;
    }

    private static ShapeProblem? FindIn(Shape shape, JsonArray value, string path, bool strict, StringComparer words)
    {
        for (var place = 0; place < value.Count; place++)
        {
            if (Find(shape.Item!, value[place], $"{path}[{place.ToString(CultureInfo.InvariantCulture)}]", strict, words) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static ShapeProblem? FindInMap(Shape shape, JsonObject value, string path, bool strict, StringComparer words)
    {
        foreach (var (name, item) in value)
        {
            if (item is not null && Find(shape.Item!, item, Join(path, name), strict, words) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static ShapeProblem? FindInScalar(Shape shape, JsonNode? value, string path, StringComparer words)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        switch (shape.Kind)
        {
            case ShapeKind.Text when kind != JsonValueKind.String:
                return Wrong(path, "a string", value);
            case ShapeKind.Text when shape.Words is { } known && !known.Contains(value!.GetValue<string>(), words):
                return new ShapeProblem(path, $"must be one of: {string.Join(", ", known)}", IsType: false);
            case ShapeKind.Whole when kind != JsonValueKind.Number || !value!.AsValue().TryGetValue<long>(out _):
                return Wrong(path, "an integer", value);
            case ShapeKind.Number when kind != JsonValueKind.Number:
                return Wrong(path, "a number", value);
            case ShapeKind.Boolean when kind is not (JsonValueKind.True or JsonValueKind.False):
                return Wrong(path, "a boolean", value);
            default:
                return null;
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;

    private static ShapeProblem Wrong(string path, string expected, JsonNode? value) =>
        new(path.Length == 0 ? "the body" : path, $"must be {expected}, not {(value is null ? "null" : value.GetValueKind().ToString().ToLowerInvariant())}", IsType: true);
}
