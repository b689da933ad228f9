namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record AzureFileShareConfiguration
{
    public string? AccountName { get; init; }

    public string? AzureFileUrl { get; init; }

    public string? AccountKey { get; init; }

    public string? RelativeMountPath { get; init; }

    public string? MountOptions { get; init; }
}
