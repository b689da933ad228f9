namespace MultiBatch.Providers.Aws.Wire.Definitions;

/// <summary>The containers of a pod and what they share.</summary>
internal sealed record EksPodProperties
{
    public string? ServiceAccountName { get; init; }

    public bool? HostNetwork { get; init; }

    public string? DnsPolicy { get; init; }

    public IReadOnlyList<ImagePullSecret>? ImagePullSecrets { get; init; }

    public IReadOnlyList<EksContainer>? Containers { get; init; }

    public IReadOnlyList<EksContainer>? InitContainers { get; init; }

    public IReadOnlyList<EksVolume>? Volumes { get; init; }

    public EksMetadata? Metadata { get; init; }

    public bool? ShareProcessNamespace { get; init; }
}
