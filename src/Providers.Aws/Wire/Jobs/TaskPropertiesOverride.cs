namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What differs in a task.</summary>
internal sealed record TaskPropertiesOverride
{
    public IReadOnlyList<TaskContainerOverrides>? Containers { get; init; }
}
