using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>A data disk.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DataDiskSpec
{
    /// <summary>Size. Default: the provider's.</summary>
    public ByteSize? Size { get; init; }

    /// <summary>The provider's name of a disk type, as <c>gp3</c>, <c>pd-ssd</c>, <c>Premium_LRS</c>. Default: the provider's.</summary>
    public string? Type { get; init; }

    /// <summary>Where the task finds it: an absolute path. Default: the provider's.</summary>
    public string? MountPath { get; init; }
}
