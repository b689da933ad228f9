using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Aws.Wire.Calls;

/// <summary>One call, before it is signed.</summary>
internal readonly record struct AwsRequest
{
    public required AwsOperation Operation { get; init; }

    /// <summary>The body; null when the operation has none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>What replaces <see cref="AwsOperation.PathPlaceholder"/> in the path, not escaped.</summary>
    public string? PathValue { get; init; }

    /// <summary>A parameter of the query with its values, not escaped.</summary>
    public (string Name, IReadOnlyList<string> Values)? Query { get; init; }

    /// <summary>The region to call, where it is another than the connection's. Default: the connection's.</summary>
    public string? Region { get; init; }

    /// <summary>What the call is about, for its errors.</summary>
    public string? Resource { get; init; }

    /// <summary>The call as its errors know it.</summary>
    public HttpCall ToCall() => new()
    {
        Provider = AwsProviderName.Value, Operation = Operation.Name, IsChange = Operation.IsChange, Resource = Resource,
    };

    /// <summary>The address: the endpoint, which may have a path of its own, with path and query escaped.</summary>
    public Uri Address(Uri endpoint)
    {
        var path = PathValue is null ? Operation.Path : Operation.Path.Replace(AwsOperation.PathPlaceholder, Uri.EscapeDataString(PathValue));
        var query = Query is { } parameter
            ? "?" + string.Join("&", parameter.Values.Select(value => parameter.Name + "=" + Uri.EscapeDataString(value)))
            : string.Empty;
        return new Uri(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + path + query);
    }
}
