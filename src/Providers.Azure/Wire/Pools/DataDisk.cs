namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record DataDisk
{
    public int? Lun { get; init; }

    public string? Caching { get; init; }

    public int? DiskSizeGB { get; init; }

    public string? StorageAccountType { get; init; }
}
