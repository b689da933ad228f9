namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What differs from the definition of a task of several containers.</summary>
internal sealed record EcsPropertiesOverride
{
    public IReadOnlyList<TaskPropertiesOverride>? TaskProperties { get; init; }
}
