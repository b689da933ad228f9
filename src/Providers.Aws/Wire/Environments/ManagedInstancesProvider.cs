namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>How machines that ECS manages are launched.</summary>
internal sealed record ManagedInstancesProvider
{
    public string? InfrastructureRoleArn { get; init; }

    public InstanceLaunchTemplate? InstanceLaunchTemplate { get; init; }

    public string? PropagateTags { get; init; }

    public InfrastructureOptimization? InfrastructureOptimization { get; init; }
}
