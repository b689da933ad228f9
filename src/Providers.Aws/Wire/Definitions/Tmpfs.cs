namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A file system in memory; size in MiB.</summary>
internal sealed record Tmpfs
{
    public string? ContainerPath { get; init; }

    public int? Size { get; init; }

    public IReadOnlyList<string>? MountOptions { get; init; }
}
