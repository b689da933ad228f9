namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>Changes a queue; what is null stays as it is.</summary>
internal sealed record UpdateJobQueueRequest
{
    public required string JobQueue { get; init; }

    public string? State { get; init; }

    public string? SchedulingPolicyArn { get; init; }

    public int? Priority { get; init; }

    public IReadOnlyList<ComputeEnvironmentOrder>? ComputeEnvironmentOrder { get; init; }

    public IReadOnlyList<ServiceEnvironmentOrder>? ServiceEnvironmentOrder { get; init; }

    public IReadOnlyList<JobStateTimeLimitAction>? JobStateTimeLimitActions { get; init; }
}
