using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>Something mounted into the task.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record Mount
{
    /// <summary>
    /// What is mounted: a path of the host (<c>/data</c>, <c>C:\data</c>) or a URI such as <c>nfs://server/export</c>,
    /// <c>efs://fs-0123/path</c>, <c>gs://bucket</c> or <c>azfile://account/share</c>.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>Where the task finds it: an absolute path.</summary>
    public required string Target { get; init; }

    /// <summary>True when the task may only read. Default: false.</summary>
    public bool? ReadOnly { get; init; }
}
