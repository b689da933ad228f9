using System.Text.Json;

namespace MultiBatch.Providers.Google.Errors;

/// <summary>The typed details of an error (google.rpc): reason, fields that are wrong, time to wait, where help is.</summary>
internal sealed record ErrorDetails
{
    private const string TypePrefix = "type.googleapis.com/google.rpc.";

    public static ErrorDetails None { get; } = new();

    /// <summary>The reason, as <c>SERVICE_DISABLED</c>.</summary>
    public string? Reason { get; init; }

    public bool HasQuotaFailure { get; init; }

    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The fields that are wrong, each with why.</summary>
    public IReadOnlyList<string> Violations { get; init; } = [];

    /// <summary>The first address where help is.</summary>
    public string? Help { get; init; }

    public static ErrorDetails Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object && error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array
                ? details.EnumerateArray().Aggregate(None, Add)
                : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private static ErrorDetails Add(ErrorDetails found, JsonElement detail) => Text(detail, "@type") switch
    {
        TypePrefix + "ErrorInfo" => found with { Reason = Text(detail, "reason") ?? found.Reason },
        TypePrefix + "QuotaFailure" => found with { HasQuotaFailure = true },
        TypePrefix + "RetryInfo" => found with { RetryDelay = Delay(Text(detail, "retryDelay")) ?? found.RetryDelay },
        TypePrefix + "BadRequest" => found with { Violations = [.. found.Violations, .. Items(detail, "fieldViolations").Select(Violation)] },
        TypePrefix + "Help" => found with { Help = found.Help ?? Items(detail, "links").Select(link => Text(link, "url")).FirstOrDefault(url => url is not null) },
        _ => found,
    };

    private static string Violation(JsonElement violation) => $"{Text(violation, "field")}: {Text(violation, "description")}";

    private static TimeSpan? Delay(string? text) =>
        text is not null && text.EndsWith('s')
        && double.TryParse(text.AsSpan(0, text.Length - 1), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
        && seconds < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static IEnumerable<JsonElement> Items(JsonElement detail, string name) =>
        detail.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
