using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record AzureTaskList : WireReply
{
    public IReadOnlyList<AzureTask>? Value { get; init; }

    [JsonPropertyName("odata.nextLink")]
    public string? NextLink { get; init; }
}
