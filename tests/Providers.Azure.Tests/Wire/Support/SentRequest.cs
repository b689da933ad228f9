using System.Text.Json;

namespace MultiBatch.Providers.Azure.Tests.Wire.Support;

/// <summary>A request as far as two clients must agree on it: all but the version they speak.</summary>
internal sealed record SentRequest
{
    public required string Method { get; init; }

    /// <summary>The path as it is sent, escapes and all.</summary>
    public required string Path { get; init; }

    /// <summary>The parameters but the version, sorted, values as they are read.</summary>
    public required string Query { get; init; }

    /// <summary>The type of a body; null when there is none.</summary>
    public required string? ContentType { get; init; }

    public required string? Range { get; init; }

    public required string? IfMatch { get; init; }

    /// <summary>The body as JSON with sorted keys; null when there is none.</summary>
    public required string? Body { get; init; }

    /// <summary>From a record of the official client.</summary>
    public static SentRequest Of(JsonElement record)
    {
        var headers = record.GetProperty("headers");
        string? Header(string name) => headers.TryGetProperty(name, out var value) ? value.GetString() : null;
        var body = record.GetProperty("body");
        var text = body.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => Canonical(body.GetString()!),
            _ => CanonicalJson.Write(body),
        };
        return new SentRequest
        {
            Method = record.GetProperty("method").GetString()!,
            Path = record.GetProperty("path").GetString()!,
            Query = Sorted(record.GetProperty("query").GetString()!),
            ContentType = text is null ? null : Header("content-type"),
            Range = Header("ocp-range"),
            IfMatch = Header("if-match"),
            Body = text,
        };
    }

    public static string? Canonical(string body)
    {
        if (body.Length == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(body);
        return CanonicalJson.Write(document.RootElement);
    }

    public static string Sorted(string query) => string.Join("&", query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(Uri.UnescapeDataString).Where(parameter => !parameter.StartsWith("api-version=", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
}
