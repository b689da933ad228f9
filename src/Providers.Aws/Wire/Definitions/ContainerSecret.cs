namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>A secret by name: valueFrom is the ARN of a secret or parameter, never its value.</summary>
internal sealed record ContainerSecret
{
    public string? Name { get; init; }

    public string? ValueFrom { get; init; }
}
