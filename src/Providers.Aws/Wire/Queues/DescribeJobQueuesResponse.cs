namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>Queues; a name that nobody knows is silently absent.</summary>
internal sealed record DescribeJobQueuesResponse : WireReply
{
    public IReadOnlyList<JobQueueDetail>? JobQueues { get; init; }

    public string? NextToken { get; init; }
}
