using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire;

/// <summary>What every reply carries beside its members.</summary>
internal abstract record WireReply
{
    /// <summary>The service's id of the request, to quote to its support; null when it gave none.</summary>
    [JsonIgnore]
    public string? RequestId { get; init; }

    /// <summary>The reply as received, in UTF-8; empty when it came from another client than ours.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The reply as received, as JSON; null when there is no body.</summary>
    public JsonElement? ReadNative()
    {
        if (Body.IsEmpty)
        {
            return null;
        }

        using var document = JsonDocument.Parse(Body);
        // The copy is independent of the document, whose memory is pooled.
        return document.RootElement.Clone();
    }

    /// <summary>The items of the list of the reply as received, in the order of the typed list; empty when there is no body or no list.</summary>
    public IReadOnlyList<JsonElement> ReadItems() =>
        ReadNative() is { } root && root.TryGetProperty("value", out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}
