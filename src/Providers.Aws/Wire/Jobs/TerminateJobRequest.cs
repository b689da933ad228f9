namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Ends a job in whatever state it is.</summary>
internal sealed record TerminateJobRequest
{
    public required string JobId { get; init; }

    public required string Reason { get; init; }
}
