using System.Text.Json.Serialization;
using System.Text.Json;

namespace MultiBatch.Queues;

/// <summary>What a queue is to be. Null means "not set"; in an update it means "leave as it is". Every field that is set gets a disposition.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JobQueueSpec
{
    /// <summary>The name, unique on the connection.</summary>
    public required string Name { get; init; }

    /// <summary>Higher goes first on environments that queues share, from 0 to 999. Default: 0.</summary>
    public int? Priority { get; init; }

    /// <summary>The environments jobs run in, tried in this order; at least one when a queue is created.</summary>
    public IReadOnlyList<string>? Environments { get; init; }

    /// <summary>False to take no new jobs. Default: true.</summary>
    public bool? Enabled { get; init; }

    /// <summary>How long a job may wait at the head of the queue before it is cancelled. Default: no limit.</summary>
    public TimeSpan? MaxWait { get; init; }

    /// <summary>The provider's name of a fair-share policy. Default: first come first served.</summary>
    public string? SchedulingPolicy { get; init; }

    /// <summary>Labels.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Settings only one provider knows, by provider name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Native { get; init; }
}
