namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Cancels up to 50 jobs.</summary>
internal sealed record CancelJobsRequest
{
    public required IReadOnlyList<string> Jobs { get; init; }

    public required string Reason { get; init; }
}
