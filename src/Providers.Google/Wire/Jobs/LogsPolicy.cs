namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record LogsPolicy
{
    public string? Destination { get; init; }

    public string? LogsPath { get; init; }

    public CloudLoggingOption? CloudLoggingOption { get; init; }
}
