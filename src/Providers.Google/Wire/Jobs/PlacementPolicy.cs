using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record PlacementPolicy
{
    public string? Collocation { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? MaxDistance { get; init; }
}
