namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>A job queue.</summary>
internal sealed record JobQueueDetail
{
    public string? JobQueueName { get; init; }

    public string? JobQueueArn { get; init; }

    public string? State { get; init; }

    public int? Priority { get; init; }

    public IReadOnlyList<ComputeEnvironmentOrder>? ComputeEnvironmentOrder { get; init; }

    public string? SchedulingPolicyArn { get; init; }

    public string? Status { get; init; }

    public string? StatusReason { get; init; }

    public IReadOnlyList<ServiceEnvironmentOrder>? ServiceEnvironmentOrder { get; init; }

    public string? JobQueueType { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public IReadOnlyList<JobStateTimeLimitAction>? JobStateTimeLimitActions { get; init; }
}
