using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What differs in a container of a task.</summary>
internal sealed record TaskContainerOverrides
{
    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<EnvironmentVariable>? Environment { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<ResourceRequirement>? ResourceRequirements { get; init; }
}
