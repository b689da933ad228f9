using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Google.Wire.Jobs;

/// <summary>A job: what is sent to create one, and what is told of it.</summary>
internal sealed record JobResource : WireReply
{
    public string? Name { get; init; }

    public string? Uid { get; init; }

    [JsonNumberHandling(ProtoNumbers.Int64)]
    public long? Priority { get; init; }

    public IReadOnlyList<TaskGroup>? TaskGroups { get; init; }

    public AllocationPolicy? AllocationPolicy { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public JobStatus? Status { get; init; }

    public DateTimeOffset? CreateTime { get; init; }

    public DateTimeOffset? UpdateTime { get; init; }

    public LogsPolicy? LogsPolicy { get; init; }

    public IReadOnlyList<JobNotification>? Notifications { get; init; }

    /// <summary>v1alpha only.</summary>
    public string? SchedulingPolicy { get; init; }

    /// <summary>v1alpha only.</summary>
    public IReadOnlyList<JobDependencies>? Dependencies { get; init; }
}
