using System.Text;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Google.Wire.Calls;

/// <summary>One call, before it has a token.</summary>
internal readonly record struct GoogleRequest
{
    public required GoogleService Service { get; init; }

    /// <summary>The name in the service's API.</summary>
    public required string Operation { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>The version, as <c>v1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The path behind the version, not escaped, as <c>projects/p/locations/l/jobs</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What follows the path as it is, as <c>:cancel</c>.</summary>
    public string? Verb { get; init; }

    /// <summary>Parameters of the query, not escaped; those that are null are left out.</summary>
    public IReadOnlyList<(string Name, string? Value)>? Query { get; init; }

    public byte[]? Body { get; init; }

    /// <summary>What the service routes by, as <c>parent=projects/p/locations/l</c>; null for none.</summary>
    public (string Name, string Value)? Routing { get; init; }

    /// <summary>Whether a lost reply leaves open what has become of something.</summary>
    public bool IsChange { get; init; }

    /// <summary>What the call is about, for its errors.</summary>
    public string? Resource { get; init; }

    /// <summary>The call as its errors know it.</summary>
    public HttpCall ToCall() => new() { Provider = GoogleProviderName.Value, Operation = Operation, IsChange = IsChange, Resource = Resource };

    /// <summary>The address: the endpoint, which may have a path of its own, with path and query escaped.</summary>
    public Uri Address(Uri endpoint)
    {
        var text = new StringBuilder(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')).Append('/').Append(Version);
        foreach (var segment in Path.Split('/'))
        {
            // A method of a collection, as entries:list, is no part of a name.
            text.Append('/').Append(Service == GoogleService.Logging ? segment : Uri.EscapeDataString(segment));
        }

        text.Append(Verb);
        var mark = '?';
        foreach (var (name, value) in Query ?? [])
        {
            if (value is not null)
            {
                text.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                mark = '&';
            }
        }

        return new Uri(text.ToString());
    }
}
