namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>Where a volume is seen in a container of a pod.</summary>
internal sealed record EksContainerVolumeMount
{
    public string? Name { get; init; }

    public string? MountPath { get; init; }

    public string? SubPath { get; init; }

    public bool? ReadOnly { get; init; }
}
