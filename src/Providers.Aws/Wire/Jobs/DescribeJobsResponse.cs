namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Jobs; an id that nobody knows is silently absent.</summary>
internal sealed record DescribeJobsResponse : WireReply
{
    public IReadOnlyList<JobDetail>? Jobs { get; init; }
}
