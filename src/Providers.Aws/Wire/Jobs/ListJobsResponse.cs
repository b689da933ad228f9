namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>A page of jobs.</summary>
internal sealed record ListJobsResponse : WireReply
{
    public IReadOnlyList<JobSummary>? JobSummaryList { get; init; }

    public string? NextToken { get; init; }
}
