using MultiBatch.Providers.Aws.Wire.Definitions;

namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What differs in a pod.</summary>
internal sealed record EksPodPropertiesOverride
{
    public IReadOnlyList<EksContainerOverride>? Containers { get; init; }

    public IReadOnlyList<EksContainerOverride>? InitContainers { get; init; }

    public EksMetadata? Metadata { get; init; }
}
