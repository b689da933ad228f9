using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire;

/// <summary>What every reply carries beside its members.</summary>
internal abstract record WireReply
{
    /// <summary>The service's id of the request, to quote to its support; null when it gave none.</summary>
    [JsonIgnore]
    public string? RequestId { get; init; }

    /// <summary>The reply as received, in UTF-8; empty when it came from another client than ours.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The items of a list of the reply as received, in the order of the typed list; empty when there is no body or no such list.</summary>
    /// <param name="member">The list's name on the wire, as <c>jobs</c>.</param>
    public IReadOnlyList<JsonElement> ReadItems(string member)
    {
        if (Body.IsEmpty)
        {
            return [];
        }

        using var document = JsonDocument.Parse(Body);
        // The copy is independent of the document, whose memory is pooled.
        return document.RootElement.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.Clone().EnumerateArray()]
            : [];
    }
}
