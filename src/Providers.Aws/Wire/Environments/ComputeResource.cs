namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>The machines of a managed environment.</summary>
internal sealed record ComputeResource
{
    public string? Type { get; init; }

    public int? MaxvCpus { get; init; }

    public string? AllocationStrategy { get; init; }

    public int? MinvCpus { get; init; }

    public int? DesiredvCpus { get; init; }

    public IReadOnlyList<string>? InstanceTypes { get; init; }

    public string? ImageId { get; init; }

    public IReadOnlyList<string>? Subnets { get; init; }

    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    public string? Ec2KeyPair { get; init; }

    public string? InstanceRole { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? PlacementGroup { get; init; }

    public int? BidPercentage { get; init; }

    public string? SpotIamFleetRole { get; init; }

    public LaunchTemplateSpecification? LaunchTemplate { get; init; }

    public IReadOnlyList<Ec2Configuration>? Ec2Configuration { get; init; }

    public ComputeScalingPolicy? ScalingPolicy { get; init; }

    public ManagedInstancesProvider? ManagedInstancesProvider { get; init; }

    public IReadOnlyDictionary<string, string>? CapacityTags { get; init; }
}
