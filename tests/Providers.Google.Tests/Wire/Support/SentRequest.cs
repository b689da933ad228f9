using System.Text.Json;

namespace MultiBatch.Providers.Google.Tests.Wire.Support;

/// <summary>A request as far as two clients must agree on it.</summary>
internal sealed record SentRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>The query, sorted, without what says how replies are written.</summary>
    public required string Query { get; init; }

    public string? Routing { get; init; }

    public string? QuotaProject { get; init; }

    /// <summary>The body in its canonical form; null when there is none, or one of defaults only.</summary>
    public required string? Body { get; init; }

    /// <summary>From a record of the official client.</summary>
    public static SentRequest Of(JsonElement record)
    {
        var headers = record.GetProperty("headers");
        string? Header(string name) => headers.TryGetProperty(name, out var value) ? value.GetString() : null;
        var body = record.GetProperty("body");
        var path = record.GetProperty("path").GetString()!;
        return new SentRequest
        {
            Method = record.GetProperty("method").GetString()!,
            Path = path,
            Query = Sorted(record.GetProperty("query").EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!))),
            Routing = IsRouted(path) ? Header("x-goog-request-params") : null,
            QuotaProject = Header("x-goog-user-project"),
            Body = CanonicalJson.Write(body.ValueKind == JsonValueKind.String ? body.GetString() : body.ValueKind == JsonValueKind.Null ? null : body.GetRawText()),
        };
    }

    public static string Sorted(IEnumerable<(string Name, string Value)> query) => string.Join(
        "&", query.Where(pair => pair.Name is not ("$alt" or "alt") && pair.Value.Length > 0).Select(pair => $"{pair.Name}={pair.Value}").Order(StringComparer.Ordinal));

    // While it watches an operation, the official client goes on routing by the job.
    public static bool IsRouted(string path) => !path.Contains("/operations", StringComparison.Ordinal);
}
