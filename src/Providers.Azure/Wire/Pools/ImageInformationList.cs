using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record ImageInformationList : WireReply
{
    public IReadOnlyList<ImageInformation>? Value { get; init; }

    [JsonPropertyName("odata.nextLink")]
    public string? NextLink { get; init; }
}
