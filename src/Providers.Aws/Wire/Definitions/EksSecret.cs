namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A secret of Kubernetes as files.</summary>
internal sealed record EksSecret
{
    public string? SecretName { get; init; }

    public bool? Optional { get; init; }
}
