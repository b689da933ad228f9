using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Wire;

/// <summary>The versions of the API that are known, and what requests look like in each.</summary>
internal sealed class ApiVersions
{
    public const string Oldest = "2022-10-01.16.0";

    public const string Newest = "2025-06-01";

    private readonly Dictionary<string, VersionedShapes> _shapes = new(StringComparer.Ordinal)
    {
        [Oldest] = VersionedShapes.Load(withOld: true, withNew: false),
        ["2024-07-01.20.0"] = VersionedShapes.Load(withOld: true, withNew: true),
        [Newest] = VersionedShapes.Load(withOld: false, withNew: true),
    };

    /// <summary>Makes sure that a request names a version that is known.</summary>
    /// <exception cref="AzureException">It does not.</exception>
    public void Check(AzureRequest request)
    {
        if (!request.Query.TryGetValue("api-version", out var version))
        {
            throw new AzureException(400, "MissingRequiredQueryParameter", "A query parameter that's mandatory for this request is not specified.", ("QueryParameterName", "api-version"));
        }

        if (!_shapes.ContainsKey(version))
        {
            throw new AzureException(400, "UnsupportedRequestVersion", "The specified api version string is invalid.", ("Reason", "The emulator knows " + string.Join(", ", _shapes.Keys)));
        }
    }

    /// <summary>What the body of an operation looks like; null for an operation without one.</summary>
    public Shape? ShapeOf(string version, string operation) => _shapes[version].Shapes.GetValueOrDefault(operation);
}
