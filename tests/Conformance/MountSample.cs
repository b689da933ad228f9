namespace MultiBatch.Conformance;

/// <summary>Something that tasks can mount, with a file in it.</summary>
public sealed record MountSample
{
    /// <summary>What a mount names as its source.</summary>
    public required string Source { get; init; }

    /// <summary>The name of a file in it, without a path.</summary>
    public required string FileName { get; init; }

    /// <summary>The content of that file.</summary>
    public required string Content { get; init; }

    /// <summary>Where to mount it: an absolute path that the platform accepts. Default: <c>/mnt/conformance</c>.</summary>
    public string Target { get; init; } = "/mnt/conformance";
}
