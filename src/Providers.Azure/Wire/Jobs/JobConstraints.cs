namespace MultiBatch.Providers.Azure.Wire.Jobs;

internal sealed record JobConstraints
{
    public string? MaxWallClockTime { get; init; }

    public int? MaxTaskRetryCount { get; init; }
}
