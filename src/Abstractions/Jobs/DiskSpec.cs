using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>A boot disk.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DiskSpec
{
    /// <summary>Size. Default: the provider's.</summary>
    public ByteSize? Size { get; init; }

    /// <summary>The provider's name of a disk type, as <c>gp3</c>, <c>pd-ssd</c>, <c>Premium_LRS</c>. Default: the provider's.</summary>
    public string? Type { get; init; }
}
