using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Wire;

namespace MultiBatch.Emulators.Azure.OData;

/// <summary>Reads <c>$select</c> and <c>$expand</c>: what of an entity is shown.</summary>
internal sealed class SelectClause
{
    private readonly IReadOnlyList<string[]>? _paths;

    private SelectClause(IReadOnlyList<string[]>? paths, bool withStatistics)
    {
        _paths = paths;
        WithStatistics = withStatistics;
    }

    /// <summary>Whether statistics are asked for.</summary>
    public bool WithStatistics { get; }

    /// <summary>Reads what a request asks for.</summary>
    /// <exception cref="AzureException">It names what there is not.</exception>
    public static SelectClause Read(AzureRequest request, Func<string, bool> isKnown)
    {
        if (request.Query.TryGetValue("$expand", out var expand) && expand != "stats")
        {
            throw AzureException.InvalidQuery("$expand", expand, "Only stats can be expanded.");
        }

        if (!request.Query.TryGetValue("$select", out var text))
        {
            return new SelectClause(null, expand is not null);
        }

        var paths = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(path => path.Split('/')).ToList();
        return paths.Find(path => !isKnown(path[0])) is { } unknown
            ? throw AzureException.InvalidQuery("$select", text, $"There is no property {unknown[0]}.")
            : new SelectClause(paths, expand is not null);
    }

    /// <summary>What is shown of an entity.</summary>
    public JsonObject Apply(JsonObject entity)
    {
        if (_paths is null)
        {
            return entity;
        }

        var part = new JsonObject();
        foreach (var path in _paths)
        {
            Copy(entity, part, path);
        }

        return part;
    }

    private static void Copy(JsonObject from, JsonObject to, ReadOnlySpan<string> path)
    {
        if (from[path[0]] is not { } value)
        {
            return;
        }

        if (path.Length == 1)
        {
            to[path[0]] = value.DeepClone();
        }
        else if (value is JsonObject inner)
        {
            if (to[path[0]] is not JsonObject part)
            {
                to[path[0]] = part = [];
            }

            Copy(inner, part, path[1..]);
        }
    }
}
