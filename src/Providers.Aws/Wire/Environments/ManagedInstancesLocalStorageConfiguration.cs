namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Whether the disks of the machine itself are used.</summary>
internal sealed record ManagedInstancesLocalStorageConfiguration
{
    public bool? UseLocalStorage { get; init; }
}
