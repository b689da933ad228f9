using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What differs in a container of a pod.</summary>
internal sealed record EksContainerOverride
{
    public string? Name { get; init; }

    public string? Image { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public IReadOnlyList<string>? Args { get; init; }

    public IReadOnlyList<EksContainerEnvironmentVariable>? Env { get; init; }

    public EksContainerResourceRequirements? Resources { get; init; }
}
