namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>What a machine that ECS manages looks like.</summary>
internal sealed record InstanceLaunchTemplate
{
    public string? Ec2InstanceProfileArn { get; init; }

    public ManagedInstancesNetworkConfiguration? NetworkConfiguration { get; init; }

    public InstanceRequirementsRequest? InstanceRequirements { get; init; }

    public string? CapacityOptionType { get; init; }

    public ManagedInstancesStorageConfiguration? StorageConfiguration { get; init; }

    public string? Monitoring { get; init; }

    public bool? FipsEnabled { get; init; }

    public CapacityReservationRequest? CapacityReservations { get; init; }

    public bool? InstanceMetadataTagsPropagation { get; init; }

    public ManagedInstancesLocalStorageConfiguration? LocalStorageConfiguration { get; init; }
}
