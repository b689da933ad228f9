namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A file system over S3.</summary>
internal sealed record S3FilesVolumeConfiguration
{
    public string? FileSystemArn { get; init; }

    public string? RootDirectory { get; init; }

    public int? TransitEncryptionPort { get; init; }

    public string? AccessPointArn { get; init; }
}
