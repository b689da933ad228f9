namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Lists jobs of exactly one of queue, array or multi-node job. Without a status it gives RUNNING ones; any filter but SHARE_IDENTIFIER sets the status aside.</summary>
internal sealed record ListJobsRequest
{
    public string? JobQueue { get; init; }

    public string? ArrayJobId { get; init; }

    public string? MultiNodeJobId { get; init; }

    public string? JobStatus { get; init; }

    public int? MaxResults { get; init; }

    public string? NextToken { get; init; }

    public IReadOnlyList<ListFilter>? Filters { get; init; }
}
