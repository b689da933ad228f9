namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record DeleteJobRequest
{
    public required string Name { get; init; }

    public string? Reason { get; init; }

    public string? RequestId { get; init; }
}
