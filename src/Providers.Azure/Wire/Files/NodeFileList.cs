using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire.Files;

internal sealed record NodeFileList : WireReply
{
    public IReadOnlyList<NodeFile>? Value { get; init; }

    [JsonPropertyName("odata.nextLink")]
    public string? NextLink { get; init; }
}
