namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A container of the same task that comes first.</summary>
internal sealed record TaskContainerDependency
{
    public string? ContainerName { get; init; }

    public string? Condition { get; init; }
}
