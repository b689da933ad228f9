namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A revision of a job definition.</summary>
internal sealed record JobDefinitionDetail
{
    public string? JobDefinitionName { get; init; }

    public string? JobDefinitionArn { get; init; }

    public int? Revision { get; init; }

    public string? Type { get; init; }

    public string? Status { get; init; }

    public int? SchedulingPriority { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public RetryStrategy? RetryStrategy { get; init; }

    public ContainerProperties? ContainerProperties { get; init; }

    public JobTimeout? Timeout { get; init; }

    public NodeProperties? NodeProperties { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public bool? PropagateTags { get; init; }

    public IReadOnlyList<string>? PlatformCapabilities { get; init; }

    public EcsProperties? EcsProperties { get; init; }

    public EksProperties? EksProperties { get; init; }

    public string? ContainerOrchestrationType { get; init; }

    public ConsumableResourceProperties? ConsumableResourceProperties { get; init; }
}
