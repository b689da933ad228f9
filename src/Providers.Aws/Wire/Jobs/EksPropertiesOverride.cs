namespace MultiBatch.Providers.Aws.Wire.Jobs;

/// <summary>What differs from the definition of a pod.</summary>
internal sealed record EksPropertiesOverride
{
    public EksPodPropertiesOverride? PodProperties { get; init; }
}
