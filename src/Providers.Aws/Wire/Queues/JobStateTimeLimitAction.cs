namespace MultiBatch.Providers.Aws.Wire.Queues;

/// <summary>What becomes of a job that waits too long for one reason.</summary>
internal sealed record JobStateTimeLimitAction
{
    public string? Reason { get; init; }

    public string? State { get; init; }

    public int? MaxTimeSeconds { get; init; }

    public string? Action { get; init; }
}
