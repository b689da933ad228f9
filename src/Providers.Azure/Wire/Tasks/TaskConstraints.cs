namespace MultiBatch.Providers.Azure.Wire.Tasks;

internal sealed record TaskConstraints
{
    public string? MaxWallClockTime { get; init; }

    public string? RetentionTime { get; init; }

    public int? MaxTaskRetryCount { get; init; }
}
