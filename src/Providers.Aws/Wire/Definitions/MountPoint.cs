namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Where a volume is seen in a container.</summary>
internal sealed record MountPoint
{
    public string? ContainerPath { get; init; }

    public bool? ReadOnly { get; init; }

    public string? SourceVolume { get; init; }
}
