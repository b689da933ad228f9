using System.Text.Json;

namespace MultiBatch.Providers.Aws.Tests.Wire.Support;

/// <summary>A request as far as two clients must agree on it.</summary>
internal sealed record SentRequest
{
    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public required string? ContentType { get; init; }

    public required string? Target { get; init; }

    /// <summary>The body: JSON with sorted keys, other text as it is, null when there is none.</summary>
    public required string? Body { get; init; }

    /// <summary>From a record of the official client.</summary>
    public static SentRequest Of(JsonElement record)
    {
        var headers = record.TryGetProperty("headers", out var all) ? all : default;
        string? Header(string name) => headers.ValueKind == JsonValueKind.Object && headers.TryGetProperty(name, out var value) ? value.GetString() : null;
        string? Member(string name) => record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var body = record.GetProperty("body");
        return new SentRequest
        {
            Method = record.GetProperty("method").GetString()!,
            Path = record.GetProperty("path").GetString()!,
            Query = record.GetProperty("query").GetString()!,
            ContentType = Member("contentType") ?? Header("content-type"),
            Target = Member("target") ?? Header("x-amz-target"),
            Body = body.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => Canonical(body.GetString()!),
                _ => CanonicalJson.Write(body),
            },
        };
    }

    public static string? Canonical(string body)
    {
        if (body.Length == 0)
        {
            return null;
        }

        if (body[0] != '{')
        {
            return body;
        }

        using var document = JsonDocument.Parse(body);
        return CanonicalJson.Write(document.RootElement);
    }
}
