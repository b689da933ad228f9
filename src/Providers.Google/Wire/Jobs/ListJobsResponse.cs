namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record ListJobsResponse : WireReply
{
    public IReadOnlyList<JobResource>? Jobs { get; init; }

    public string? NextPageToken { get; init; }

    public IReadOnlyList<string>? Unreachable { get; init; }
}
