using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Providers.Azure.Wire.Pools;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Finds the machine image of a pool among those the service supports, with the node agent that belongs to it. Pure.</summary>
internal static class ImageChooser
{
    private const string Docker = "DockerCompatible";

    /// <summary>The image of a name, or the newest that fits; null when there is none.</summary>
    /// <param name="images">What the service supports.</param>
    /// <param name="name">The image asked for, as <c>publisher:offer:sku</c>; null for a choice.</param>
    /// <param name="needsContainers">Whether it has to have a container runtime.</param>
    /// <param name="architecture">The instruction set.</param>
    /// <param name="now">The time: what is no longer supported is not chosen.</param>
    public static ImageInformation? Choose(
        IReadOnlyList<ImageInformation> images, string? name, bool needsContainers, CpuArchitecture architecture, DateTimeOffset now)
    {
        if (name is not null)
        {
            var parts = name.Split(':');
            var found = parts.Length is < 3 or > 4 ? null : images.FirstOrDefault(image => image.ImageReference is { } reference
                && Same(reference.Publisher, parts[0]) && Same(reference.Offer, parts[1]) && Same(reference.Sku, parts[2]));
            return found is null || parts.Length == 3 ? found : found with { ImageReference = found.ImageReference! with { Version = parts[3] } };
        }

        var fits = images.Where(image => image is { ImageReference: not null, NodeAgentSkuId: not null } && Same(image.OSType, "linux")
            && (image.BatchSupportEndOfLife is not { } end || end > now)
            && (!needsContainers || image.Capabilities?.Contains(Docker, StringComparer.OrdinalIgnoreCase) == true)
            && (image.ImageReference.Sku?.Contains("arm64", StringComparison.OrdinalIgnoreCase) == true) == (architecture == CpuArchitecture.Arm64)).ToList();
        return fits.OrderByDescending(image => image.NodeAgentSkuId!.StartsWith("batch.node.ubuntu", StringComparison.OrdinalIgnoreCase))
            .ThenByDescending(image => Same(image.VerificationType, "verified"))
            .ThenByDescending(image => VersionOf(image.NodeAgentSkuId!))
            .ThenBy(image => image.ImageReference!.Sku?.Length ?? 0)
            .FirstOrDefault();
    }

    /// <summary>The name of an image, as people write it.</summary>
    public static string NameOf(ImageReference image) =>
        image.VirtualMachineImageId ?? image.SharedGalleryImageId ?? image.CommunityGalleryImageId ?? $"{image.Publisher}:{image.Offer}:{image.Sku}";

    private static double VersionOf(string nodeAgent) =>
        double.TryParse(nodeAgent.Split(' ').Last(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
