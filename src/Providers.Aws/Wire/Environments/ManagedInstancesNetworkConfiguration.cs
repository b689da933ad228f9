namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Where machines that ECS manages are placed.</summary>
internal sealed record ManagedInstancesNetworkConfiguration
{
    public IReadOnlyList<string>? Subnets { get; init; }

    public IReadOnlyList<string>? SecurityGroups { get; init; }
}
