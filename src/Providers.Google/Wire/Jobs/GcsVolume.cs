namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record GcsVolume
{
    public string? RemotePath { get; init; }
}
