namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record Volume
{
    public NfsVolume? Nfs { get; init; }

    public GcsVolume? Gcs { get; init; }

    public string? DeviceName { get; init; }

    public string? MountPath { get; init; }

    public IReadOnlyList<string>? MountOptions { get; init; }
}
