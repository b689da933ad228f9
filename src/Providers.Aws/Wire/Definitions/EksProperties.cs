namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A pod on Kubernetes.</summary>
internal sealed record EksProperties
{
    public EksPodProperties? PodProperties { get; init; }
}
