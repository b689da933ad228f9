namespace MultiBatch.Providers.Google.Wire.Jobs;

internal sealed record AttachedDisk
{
    public Disk? NewDisk { get; init; }

    public string? ExistingDisk { get; init; }

    public string? DeviceName { get; init; }
}
