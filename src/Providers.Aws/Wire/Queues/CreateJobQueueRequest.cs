namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>Makes a job queue.</summary>
internal sealed record CreateJobQueueRequest
{
    public required string JobQueueName { get; init; }

    public required int Priority { get; init; }

    public string? State { get; init; }

    public string? SchedulingPolicyArn { get; init; }

    public IReadOnlyList<ComputeEnvironmentOrder>? ComputeEnvironmentOrder { get; init; }

    public IReadOnlyList<ServiceEnvironmentOrder>? ServiceEnvironmentOrder { get; init; }

    public string? JobQueueType { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public IReadOnlyList<JobStateTimeLimitAction>? JobStateTimeLimitActions { get; init; }
}
