using System.Text.Json;
using MultiBatch.Environments;

namespace MultiBatch.Queues;

/// <summary>A queue: jobs wait in it for one of its environments.</summary>
public sealed record JobQueue
{
    /// <summary>What the queue is, as the provider reports it; what it does not report is null.</summary>
    public required JobQueueSpec Spec { get; init; }

    /// <summary>Where it stands.</summary>
    public required EnvironmentStatus Status { get; init; }

    /// <summary>Why it stands there, in words.</summary>
    public string? StatusReason { get; init; }

    /// <summary>The provider's own id.</summary>
    public string? NativeId { get; init; }

    /// <summary>True for the queue of submits that name none.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The service's own description, as received; null when there is none.</summary>
    public JsonElement? Native { get; init; }

    /// <summary>The name.</summary>
    public string Name => Spec.Name;
}
