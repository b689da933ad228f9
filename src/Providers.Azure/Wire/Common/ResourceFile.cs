namespace MultiBatch.Providers.Azure.Wire.Common;

internal sealed record ResourceFile
{
    public string? HttpUrl { get; init; }

    public string? StorageContainerUrl { get; init; }

    public string? AutoStorageContainerName { get; init; }

    public string? BlobPrefix { get; init; }

    public string? FilePath { get; init; }

    public string? FileMode { get; init; }

    public IdentityReference? IdentityReference { get; init; }
}
