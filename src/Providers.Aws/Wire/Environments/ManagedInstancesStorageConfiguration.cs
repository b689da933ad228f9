namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>The data volume of a machine that ECS manages.</summary>
internal sealed record ManagedInstancesStorageConfiguration
{
    public int? StorageSizeGiB { get; init; }
}
