namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record NfsVolume
{
    public string? Server { get; init; }

    public string? RemotePath { get; init; }
}
