namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>Changes to how machines that ECS manages are launched.</summary>
internal sealed record UpdateManagedInstancesProviderConfiguration
{
    public string? PropagateTags { get; init; }

    public string? InfrastructureRoleArn { get; init; }

    public InstanceLaunchTemplateUpdate? InstanceLaunchTemplate { get; init; }

    public InfrastructureOptimization? InfrastructureOptimization { get; init; }
}
