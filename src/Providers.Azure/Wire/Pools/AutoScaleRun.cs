namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record AutoScaleRun : WireReply
{
    public DateTimeOffset? Timestamp { get; init; }

    public string? Results { get; init; }

    public AutoScaleRunError? Error { get; init; }
}
