namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Registers a revision of a job definition.</summary>
internal sealed record RegisterJobDefinitionRequest
{
    public required string JobDefinitionName { get; init; }

    public required string Type { get; init; }

    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    public int? SchedulingPriority { get; init; }

    public ContainerProperties? ContainerProperties { get; init; }

    public NodeProperties? NodeProperties { get; init; }

    public RetryStrategy? RetryStrategy { get; init; }

    public bool? PropagateTags { get; init; }

    public JobTimeout? Timeout { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public IReadOnlyList<string>? PlatformCapabilities { get; init; }

    public EksProperties? EksProperties { get; init; }

    public EcsProperties? EcsProperties { get; init; }

    public ConsumableResourceProperties? ConsumableResourceProperties { get; init; }
}
