namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A secret of Kubernetes for pulling images, by name.</summary>
internal sealed record ImagePullSecret
{
    public string? Name { get; init; }
}
