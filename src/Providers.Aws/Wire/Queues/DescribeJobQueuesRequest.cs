namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>Describes queues, by name or ARN, or all of them.</summary>
internal sealed record DescribeJobQueuesRequest
{
    public IReadOnlyList<string>? JobQueues { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }
}
