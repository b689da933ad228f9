namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>The Kubernetes cluster of an environment.</summary>
internal sealed record EksConfiguration
{
    public string? EksClusterArn { get; init; }

    public string? KubernetesNamespace { get; init; }
}
