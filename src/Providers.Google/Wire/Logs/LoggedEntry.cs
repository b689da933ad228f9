using System.Text.Json;

namespace MultiBatch.Providers.Google.Wire.Logs;

internal sealed record LoggedEntry
{
    public string? LogName { get; init; }

    public MonitoredResource? Resource { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public DateTimeOffset? ReceiveTimestamp { get; init; }

    public string? Severity { get; init; }

    public string? InsertId { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? TextPayload { get; init; }

    public JsonElement? JsonPayload { get; init; }
}
