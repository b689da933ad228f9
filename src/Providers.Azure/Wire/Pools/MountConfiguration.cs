namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record MountConfiguration
{
    public AzureBlobFileSystemConfiguration? AzureBlobFileSystemConfiguration { get; init; }

    public NfsMountConfiguration? NfsMountConfiguration { get; init; }

    public CifsMountConfiguration? CifsMountConfiguration { get; init; }

    public AzureFileShareConfiguration? AzureFileShareConfiguration { get; init; }
}
