namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record NfsMountConfiguration
{
    public string? Source { get; init; }

    public string? RelativeMountPath { get; init; }

    public string? MountOptions { get; init; }
}
