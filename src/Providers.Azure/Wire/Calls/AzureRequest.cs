using System.Globalization;
using System.Text;
using MultiBatch.Shared.Http;

namespace MultiBatch.Providers.Azure.Wire.Calls;

/// <summary>One call, before it is signed.</summary>
internal sealed record AzureRequest
{
    /// <summary>The operation, by the name of its API, as <c>AddTaskCollection</c>.</summary>
    public required string Operation { get; init; }

    public required string Method { get; init; }

    /// <summary>The path, escaped, from its first slash.</summary>
    public required string Path { get; init; }

    /// <summary>The body; null when there is none.</summary>
    public byte[]? Body { get; init; }

    public ReadOptions Options { get; init; } = ReadOptions.None;

    /// <summary>A further parameter of the query, escaped; null when there is none.</summary>
    public string? Query { get; init; }

    /// <summary>The bytes to read, as <c>bytes=0-1023</c>; null for all.</summary>
    public string? Range { get; init; }

    /// <summary>The tag the resource must have; null for any.</summary>
    public string? IfMatch { get; init; }

    /// <summary>What the call is about, for its errors.</summary>
    public string? Resource { get; init; }

    public bool IsChange => Method is not ("GET" or "HEAD");

    /// <summary>The call as its errors know it.</summary>
    public HttpCall ToCall() => new() { Provider = AzureProviderName.Value, Operation = Operation, IsChange = IsChange, Resource = Resource };

    /// <summary>A segment of a path, escaped: slashes too, as in names of files.</summary>
    public static string Segment(string text) => Uri.EscapeDataString(text);

    /// <summary>The address of the call, below an endpoint that may have a path of its own.</summary>
    /// <exception cref="BatchException">The next page is at another host: nothing signed is sent there.</exception>
    public Uri Address(Uri endpoint, string apiVersion)
    {
        if (Options.NextLink is { } link)
        {
            return Uri.TryCreate(link, UriKind.Absolute, out var next) && next.Scheme == endpoint.Scheme
                && string.Equals(next.Authority, endpoint.Authority, StringComparison.OrdinalIgnoreCase)
                ? next
                : throw new BatchException(BatchErrorCode.Provider, $"{Operation} at {endpoint.Authority}: the next page is said to be at another host, and is not read.")
                {
                    Provider = AzureProviderName.Value, Resource = Resource,
                };
        }

        var text = new StringBuilder(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')).Append(Path).Append('?');
        if (Query is not null)
        {
            text.Append(Query).Append('&');
        }

        text.Append("api-version=").Append(Uri.EscapeDataString(apiVersion));
        Append(text, "$filter", Options.Filter);
        Append(text, "$select", Options.Select);
        Append(text, "$expand", Options.Expand);
        Append(text, "maxresults", Options.MaxResults?.ToString(CultureInfo.InvariantCulture));
        return new Uri(text.ToString());
    }

    private static void Append(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
