using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What differs from the definition. Its JSON may have 8,192 characters, which ECS checks only when the job starts.</summary>
internal sealed record ContainerOverrides
{
    public int? Vcpus { get; init; }

    public int? Memory { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public string? InstanceType { get; init; }

    public IReadOnlyList<EnvironmentVariable>? Environment { get; init; }

    public IReadOnlyList<ResourceRequirement>? ResourceRequirements { get; init; }
}
