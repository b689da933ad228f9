namespace MultiBatch.Providers.Azure.Wire.Jobs;

internal sealed record JobTerminateRequest
{
    public string? TerminateReason { get; init; }
}
