using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record TaskGroupStatus
{
    /// <summary>Tasks by state.</summary>
    [JsonNumberHandling(ProtoNumbers.Int64)]
    public IReadOnlyDictionary<string, long>? Counts { get; init; }

    public IReadOnlyList<InstanceStatus>? Instances { get; init; }
}
