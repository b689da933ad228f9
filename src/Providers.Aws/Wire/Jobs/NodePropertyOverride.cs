using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What differs for a range of nodes.</summary>
internal sealed record NodePropertyOverride
{
    public string? TargetNodes { get; init; }

    public ContainerOverrides? ContainerOverrides { get; init; }

    public EcsPropertiesOverride? EcsPropertiesOverride { get; init; }

    public IReadOnlyList<string>? InstanceTypes { get; init; }

    public EksPropertiesOverride? EksPropertiesOverride { get; init; }

    public ConsumableResourceProperties? ConsumableResourcePropertiesOverride { get; init; }
}
