namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A file system of EFS.</summary>
internal sealed record EfsVolumeConfiguration
{
    public string? FileSystemId { get; init; }

    public string? RootDirectory { get; init; }

    public string? TransitEncryption { get; init; }

    public int? TransitEncryptionPort { get; init; }

    public EfsAuthorizationConfig? AuthorizationConfig { get; init; }
}
