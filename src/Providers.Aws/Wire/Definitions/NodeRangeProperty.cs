namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>What a range of nodes runs.</summary>
internal sealed record NodeRangeProperty
{
    public string? TargetNodes { get; init; }

    public ContainerProperties? Container { get; init; }

    public IReadOnlyList<string>? InstanceTypes { get; init; }

    public EcsProperties? EcsProperties { get; init; }

    public EksProperties? EksProperties { get; init; }

    public ConsumableResourceProperties? ConsumableResourceProperties { get; init; }
}
