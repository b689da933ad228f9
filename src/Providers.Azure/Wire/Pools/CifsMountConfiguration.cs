namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record CifsMountConfiguration
{
    public string? Username { get; init; }

    public string? Source { get; init; }

    public string? RelativeMountPath { get; init; }

    public string? MountOptions { get; init; }

    public string? Password { get; init; }
}
