namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What became of each job; the reply is 200 also when some failed.</summary>
internal sealed record BulkJobsResponse : WireReply
{
    public IReadOnlyList<string>? Successful { get; init; }

    public IReadOnlyList<BulkJobError>? Errors { get; init; }
}
