namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A volume of a pod.</summary>
internal sealed record EksVolume
{
    public string? Name { get; init; }

    public EksHostPath? HostPath { get; init; }

    public EksEmptyDir? EmptyDir { get; init; }

    public EksSecret? Secret { get; init; }

    public EksPersistentVolumeClaim? PersistentVolumeClaim { get; init; }
}
