using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record TaskGroup
{
    public string? Name { get; init; }

    public TaskSpec? TaskSpec { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? TaskCount { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? Parallelism { get; init; }

    public string? SchedulingPolicy { get; init; }

    public IReadOnlyList<TaskVariables>? TaskEnvironments { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? TaskCountPerNode { get; init; }

    public bool? RequireHostsFile { get; init; }

    public bool? PermissiveSsh { get; init; }

    public bool? RunAsNonRoot { get; init; }

    /// <summary>v1alpha only.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
