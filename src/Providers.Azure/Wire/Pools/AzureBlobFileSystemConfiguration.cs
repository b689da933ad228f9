using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record AzureBlobFileSystemConfiguration
{
    public string? AccountName { get; init; }

    public string? ContainerName { get; init; }

    public string? AccountKey { get; init; }

    public string? SasKey { get; init; }

    public string? BlobfuseOptions { get; init; }

    public string? RelativeMountPath { get; init; }

    public IdentityReference? IdentityReference { get; init; }
}
