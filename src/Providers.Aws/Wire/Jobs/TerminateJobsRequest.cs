namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Ends up to 50 jobs.</summary>
internal sealed record TerminateJobsRequest
{
    public required IReadOnlyList<string> Jobs { get; init; }

    public required string Reason { get; init; }
}
