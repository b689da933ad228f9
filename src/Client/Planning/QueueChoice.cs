using MultiBatch.Environments;
using MultiBatch.Queues;

namespace MultiBatch.Planning;

/// <summary>The queue a job goes to, and where the client keeps queues, what they are.</summary>
internal sealed record QueueChoice
{
    public required string Name { get; init; }

    /// <summary>What to say of the field; null for a queue the caller named and that needs no word.</summary>
    public FieldDisposition? Note { get; init; }

    /// <summary>Why there is no such queue; null when there is.</summary>
    public string? Problem { get; init; }

    public JobQueueSpec? Queue { get; init; }

    public ComputeEnvironmentSpec? Environment { get; init; }
}
