namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A volume of a container: a folder of the machine, EFS or files of S3.</summary>
internal sealed record ContainerVolume
{
    public VolumeHost? Host { get; init; }

    public string? Name { get; init; }

    public EfsVolumeConfiguration? EfsVolumeConfiguration { get; init; }

    public S3FilesVolumeConfiguration? S3filesVolumeConfiguration { get; init; }
}
