namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Changes to the machines of an environment; what is null stays as it is.</summary>
internal sealed record ComputeResourceUpdate
{
    public int? MinvCpus { get; init; }

    public int? MaxvCpus { get; init; }

    public int? DesiredvCpus { get; init; }

    public IReadOnlyList<string>? Subnets { get; init; }

    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    public string? AllocationStrategy { get; init; }

    public IReadOnlyList<string>? InstanceTypes { get; init; }

    public string? Ec2KeyPair { get; init; }

    public string? InstanceRole { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? PlacementGroup { get; init; }

    public int? BidPercentage { get; init; }

    public LaunchTemplateSpecification? LaunchTemplate { get; init; }

    public IReadOnlyList<Ec2Configuration>? Ec2Configuration { get; init; }

    public bool? UpdateToLatestImageVersion { get; init; }

    public string? Type { get; init; }

    public string? ImageId { get; init; }

    public ComputeScalingPolicy? ScalingPolicy { get; init; }

    public UpdateManagedInstancesProviderConfiguration? ManagedInstancesProvider { get; init; }

    public IReadOnlyDictionary<string, string>? CapacityTags { get; init; }
}
