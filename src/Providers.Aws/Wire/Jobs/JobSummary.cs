namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>A job in a list; without its tags.</summary>
internal sealed record JobSummary
{
    public string? JobId { get; init; }

    public string? JobName { get; init; }

    public string? JobArn { get; init; }

    public IReadOnlyList<JobCapacityUsageSummary>? CapacityUsage { get; init; }

    public long? CreatedAt { get; init; }

    public long? ScheduledAt { get; init; }

    public string? ShareIdentifier { get; init; }

    public string? Status { get; init; }

    public string? StatusReason { get; init; }

    public long? StartedAt { get; init; }

    public long? StoppedAt { get; init; }

    public ContainerSummary? Container { get; init; }

    public ArrayPropertiesSummary? ArrayProperties { get; init; }

    public NodePropertiesSummary? NodeProperties { get; init; }

    public string? JobDefinition { get; init; }

    public bool? IsCancelled { get; init; }

    public bool? IsTerminated { get; init; }
}
