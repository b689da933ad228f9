namespace MultiBatch.Providers.Azure.Wire.Pools;

internal sealed record ImageReference
{
    public string? Publisher { get; init; }

    public string? Offer { get; init; }

    public string? Sku { get; init; }

    public string? Version { get; init; }

    public string? VirtualMachineImageId { get; init; }

    public string? SharedGalleryImageId { get; init; }

    public string? CommunityGalleryImageId { get; init; }

    public string? ExactVersion { get; init; }
}
