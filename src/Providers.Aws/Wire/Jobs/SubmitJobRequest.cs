using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Submits a job. The operation has no client token: sent twice, it makes two jobs.</summary>
internal sealed record SubmitJobRequest
{
    public required string JobName { get; init; }

    public required string JobQueue { get; init; }

    public required string JobDefinition { get; init; }

    public string? ShareIdentifier { get; init; }

    public int? SchedulingPriorityOverride { get; init; }

    public ArrayProperties? ArrayProperties { get; init; }

    public IReadOnlyList<JobDependencyEntry>? DependsOn { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public ContainerOverrides? ContainerOverrides { get; init; }

    public NodeOverrides? NodeOverrides { get; init; }

    public RetryStrategy? RetryStrategy { get; init; }

    public bool? PropagateTags { get; init; }

    public JobTimeout? Timeout { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public EksPropertiesOverride? EksPropertiesOverride { get; init; }

    public EcsPropertiesOverride? EcsPropertiesOverride { get; init; }

    public ConsumableResourceProperties? ConsumableResourcePropertiesOverride { get; init; }
}
