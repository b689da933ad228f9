using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>One rule of an <see cref="AttemptPolicy"/>: it matches when every condition that is set matches.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AttemptRule
{
    /// <summary>Exit codes, any of which matches. Default: not a condition.</summary>
    public IReadOnlyList<int>? ExitCodes { get; init; }

    /// <summary>Causes, any of which matches. Default: not a condition.</summary>
    public IReadOnlyList<JobCause>? Causes { get; init; }

    /// <summary>What to do when the rule matches.</summary>
    public required AttemptAction Action { get; init; }
}
