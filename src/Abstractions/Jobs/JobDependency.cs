using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>Something a job waits for.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JobDependency
{
    /// <summary>
    /// The job waited for: a reference, or, in a file or a batch of specs submitted together, the name of another job of it.
    /// A reference with an index (<c>…#7</c>) waits for that child alone.
    /// </summary>
    public required string Job { get; init; }

    /// <summary>Whether the whole job is waited for, or index by index. Default: <see cref="DependencyMode.Whole"/>.</summary>
    public DependencyMode? Mode { get; init; }

    /// <summary>Which end lets this job start. Default: <see cref="DependencyCondition.Success"/>.</summary>
    public DependencyCondition? On { get; init; }
}
