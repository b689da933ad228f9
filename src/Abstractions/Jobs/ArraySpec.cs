using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>Makes a job an array. Exactly one of <see cref="Size"/> and <see cref="Tasks"/> is set.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ArraySpec
{
    /// <summary>How many children, numbered from 0.</summary>
    public int? Size { get; init; }

    /// <summary>One child per row, its cells as environment variables.</summary>
    public TaskTable? Tasks { get; init; }

    /// <summary>How many children run at the same time, at least 1. Default: as many as the queue's environments hold.</summary>
    public int? Parallelism { get; init; }
}
