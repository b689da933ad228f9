using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record PoolNodeCountsList : WireReply
{
    public IReadOnlyList<PoolNodeCounts>? Value { get; init; }

    [JsonPropertyName("odata.nextLink")]
    public string? NextLink { get; init; }
}
