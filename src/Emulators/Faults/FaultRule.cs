using System.Text.Json.Serialization;

namespace MultiBatch.Emulators.Faults;

/// <summary>When something goes wrong.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The operation, as the service calls it; a <c>*</c> at the end matches any rest. Faults of jobs have none. Default: every one.</summary>
    public string Operation { get => field ?? "*"; init; }

    /// <summary>Of which environment, job or image: a name, of jobs also an id; a <c>*</c> at the end matches any rest. Faults of requests have none. Default: every one.</summary>
    public string Match { get => field ?? "*"; init; }

    /// <summary>How likely it is each time, from 0 to 1. Default: 1.</summary>
    public double? Probability { get; init; }

    /// <summary>How many times at first it does not happen. Default: 0.</summary>
    public int Skip { get; init; }

    /// <summary>How often it happens at most. Default: no bound.</summary>
    public int? Count { get; init; }

    /// <summary>How late, how stale, how long after the start; as <c>250ms</c> in text. Default: none.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The HTTP status of the reply. Default: as the kind says.</summary>
    public int? Status { get; init; }

    /// <summary>What the service says, where it says something. Default: as the service usually puts it.</summary>
    public string? Reason { get; init; }

    internal bool IsOfRequests => Kind < FaultKind.InsufficientCapacity;

    internal static bool Matches(string pattern, string text) =>
        pattern.EndsWith('*') ? text.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase) : string.Equals(pattern, text, StringComparison.OrdinalIgnoreCase);
}
