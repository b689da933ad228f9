using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>A job. Times are milliseconds since 1970.</summary>
internal sealed record JobDetail
{
    public string? JobName { get; init; }

    public string? JobId { get; init; }

    public string? JobQueue { get; init; }

    public string? Status { get; init; }

    public long? StartedAt { get; init; }

    public string? JobDefinition { get; init; }

    public string? JobArn { get; init; }

    public string? ShareIdentifier { get; init; }

    public int? SchedulingPriority { get; init; }

    public IReadOnlyList<AttemptDetail>? Attempts { get; init; }

    public string? StatusReason { get; init; }

    public long? CreatedAt { get; init; }

    public RetryStrategy? RetryStrategy { get; init; }

    public long? StoppedAt { get; init; }

    public IReadOnlyList<JobDependencyEntry>? DependsOn { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public ContainerDetail? Container { get; init; }

    public NodeDetails? NodeDetails { get; init; }

    public ArrayPropertiesDetail? ArrayProperties { get; init; }

    public JobTimeout? Timeout { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public bool? PropagateTags { get; init; }

    public IReadOnlyList<string>? PlatformCapabilities { get; init; }

    public bool? IsCancelled { get; init; }

    public bool? IsTerminated { get; init; }

    public ConsumableResourceProperties? ConsumableResourceProperties { get; init; }
}
