namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Describes jobs, at most 100; a child is parent:index.</summary>
internal sealed record DescribeJobsRequest
{
    public required IReadOnlyList<string> Jobs { get; init; }
}
