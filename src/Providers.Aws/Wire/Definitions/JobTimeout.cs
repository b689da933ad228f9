namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>How long an attempt may run; at least 60 s.</summary>
internal sealed record JobTimeout
{
    public int? AttemptDurationSeconds { get; init; }
}
