namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A task of several containers.</summary>
internal sealed record EcsProperties
{
    public IReadOnlyList<EcsTaskProperties>? TaskProperties { get; init; }
}
