using System.Text.Json.Serialization;

namespace MultiBatch.Jobs;

/// <summary>
/// How often, and after which ends, a task is tried again. The first rule that matches decides; when none matches,
/// <see cref="Otherwise"/> does. A timed-out or stopped attempt is never tried again.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AttemptPolicy
{
    /// <summary>Attempts in all, the first included, from 1. Default: 1.</summary>
    public int? Max { get; init; }

    /// <summary>Rules, in order. Default: none.</summary>
    public IReadOnlyList<AttemptRule>? Rules { get; init; }

    /// <summary>What to do when no rule matches. Default: <see cref="AttemptAction.Retry"/>.</summary>
    public AttemptAction? Otherwise { get; init; }
}
