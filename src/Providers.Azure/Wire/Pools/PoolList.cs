using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record PoolList : WireReply
{
    public IReadOnlyList<Pool>? Value { get; init; }

    [JsonPropertyName("odata.nextLink")]
    public string? NextLink { get; init; }
}
