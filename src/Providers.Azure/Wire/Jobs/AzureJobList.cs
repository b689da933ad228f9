using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire.Jobs;

internal sealed record AzureJobList : WireReply
{
    public IReadOnlyList<AzureJob>? Value { get; init; }

    [JsonPropertyName("odata.nextLink")]
    public string? NextLink { get; init; }
}
