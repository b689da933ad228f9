using MultiBatch.Providers.Azure.Wire.Common;

namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record ContainerConfiguration
{
    public string? Type { get; init; }

    public IReadOnlyList<string>? ContainerImageNames { get; init; }

    public IReadOnlyList<ContainerRegistry>? ContainerRegistries { get; init; }
}
