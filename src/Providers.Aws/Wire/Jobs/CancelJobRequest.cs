namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>Cancels a job that has not started; on one that has it does nothing and reports success.</summary>
internal sealed record CancelJobRequest
{
    public required string JobId { get; init; }

    public required string Reason { get; init; }
}
