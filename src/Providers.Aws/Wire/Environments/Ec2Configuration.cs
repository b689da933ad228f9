namespace MultiBatch.Providers.Aws.Wire.Environments;

/// <summary>The image of EC2 machines.</summary>
internal sealed record Ec2Configuration
{
    public string? ImageType { get; init; }

    public string? ImageIdOverride { get; init; }

    public string? BatchImageStatus { get; init; }

    public string? ImageKubernetesVersion { get; init; }
}
