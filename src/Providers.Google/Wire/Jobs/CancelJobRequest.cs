using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record CancelJobRequest
{
    /// <summary>In the path, not in the body.</summary>
    [JsonIgnore]
    public string Name { get; init; } = string.Empty;

    /// <summary>A version 4 UUID.</summary>
    public string? RequestId { get; init; }
}
