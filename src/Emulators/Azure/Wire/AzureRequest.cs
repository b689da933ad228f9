using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Azure.Wire;

/// <summary>A request, taken apart.</summary>
internal sealed class AzureRequest
{
    private readonly EmulatorRequest _request;
    private JsonObject? _json;

    public AzureRequest(EmulatorRequest request)
    {
        _request = request;
        Path = Segments(request.Path);
        Query = request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .GroupBy(pair => Decode(pair[0]), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Length > 1 ? Decode(group.First()[1]) : string.Empty, StringComparer.Ordinal);
    }

    public string Method => _request.Method;

    /// <summary>The parts of the path, decoded; a file's path is one part when its slashes were encoded.</summary>
    public string[] Path { get; }

    /// <summary>The query, decoded.</summary>
    public IReadOnlyDictionary<string, string> Query { get; }

    /// <summary>The query as it was sent.</summary>
    public string RawQuery => _request.Query;

    public string ApiVersion => Query["api-version"];

    /// <summary>The address as the client calls it, without a slash at the end.</summary>
    public string BaseUrl => "http://" + Header("Host");

    /// <summary>The address of what the request is about.</summary>
    public string Url => BaseUrl + _request.Path;

    public int Length => _request.Body.Length;

    public bool HasBody => _request.Body.Length > 0;

    public TimeSpan? Stale => _request.Stale;

    /// <summary>The body; an empty object when there is none.</summary>
    /// <exception cref="AzureException">It is no JSON object.</exception>
    public JsonObject Json => _json ??= Read();

    public string? Header(string name) => _request.Headers.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A moment in a header, as HTTP writes it.</summary>
    public DateTimeOffset? Moment(string name) =>
        DateTimeOffset.TryParseExact(Header(name), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>The parts of a path, decoded.</summary>
    public static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();

    /// <summary>Undoes the encoding of a part of a query.</summary>
    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private JsonObject Read()
    {
        if (!HasBody)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(_request.Body) as JsonObject ?? throw AzureException.InvalidBody("The body is not an object.");
        }
        catch (JsonException)
        {
            throw AzureException.InvalidBody("The body is not valid JSON.");
        }
    }
}
